/** Fabric's library tells of every decorator that it reads, unless it is told not to. */
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] = 'ERROR';
