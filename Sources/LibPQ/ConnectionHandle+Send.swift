import CLibPQ

extension ConnectionHandle {
    /// Queues one statement with binds.
    ///
    /// False: see `errorMessage`.
    package func sendQuery(_ text: String, _ parameters: Parameters) -> Bool {
        guard let connection else { return false }
        return parameters.withPointers { types, values in
            PQsendQueryParams(connection, text, Int32(parameters.count), types, values, nil, nil, 0) == 1
        }
    }

    /// Queues the preparation of a statement under a name.
    package func sendPrepare(name: String, text: String, types: [UInt32]) -> Bool {
        guard let connection else { return false }
        return types.withUnsafeBufferPointer {
            PQsendPrepare(connection, name, text, Int32(types.count), $0.baseAddress) == 1
        }
    }

    /// Queues the execution of a prepared statement.
    package func sendPrepared(name: String, _ parameters: Parameters) -> Bool {
        guard let connection else { return false }
        return parameters.withPointers { _, values in
            PQsendQueryPrepared(connection, name, Int32(parameters.count), values, nil, nil, 0) == 1
        }
    }

    /// Sends text that may hold several statements; refused in pipeline mode.
    package func sendSimpleQuery(_ text: String) -> Bool {
        guard let connection else { return false }
        return PQsendQuery(connection, text) == 1
    }

    /// Ends a segment of the pipeline: the server commits or rolls back what stands alone.
    package func sendSync() -> Bool {
        guard let connection else { return false }
        return PQpipelineSync(connection) == 1
    }

    /// Tries to empty the output buffer.
    package func flush() -> FlushOutcome {
        guard let connection else { return .failed }
        switch PQflush(connection) {
        case 0: return .allSent
        case 1: return .wouldBlock
        default: return .failed
        }
    }

    /// Enters pipeline mode; fails while a command is under way.
    package func enterPipeline() -> Bool {
        guard let connection else { return false }
        return PQenterPipelineMode(connection) == 1
    }

    /// Leaves pipeline mode; fails while results are unread.
    package func leavePipeline() -> Bool {
        guard let connection else { return false }
        return PQexitPipelineMode(connection) == 1
    }

    /// A request to cancel what runs now, to be sent from a thread that may block.
    package func cancelRequest() -> CancelRequest? {
        guard let connection, let cancel = PQgetCancel(connection) else { return nil }
        return CancelRequest(taking: cancel)
    }
}
