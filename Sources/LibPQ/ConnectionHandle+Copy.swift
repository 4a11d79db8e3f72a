import CLibPQ

extension ConnectionHandle {
    /// Queues one piece of COPY data; pieces above 64 KiB may loop for ever (psycopg#255).
    package func putCopyData(_ piece: UnsafeBufferPointer<UInt8>) -> FlushOutcome {
        guard let connection else { return .failed }
        let outcome = piece.withMemoryRebound(to: CChar.self) {
            PQputCopyData(connection, $0.baseAddress, Int32($0.count))
        }
        return Self.outcome(outcome)
    }

    /// Ends COPY; an error text makes the server fail it.
    package func putCopyEnd(error: String?) -> FlushOutcome {
        guard let connection else { return .failed }
        guard let error else { return Self.outcome(PQputCopyEnd(connection, nil)) }
        return Self.outcome(PQputCopyEnd(connection, error))
    }

    /// The next row of COPY OUT.
    package func getCopyData() -> CopyOutcome {
        guard let connection else { return .failed }
        var buffer: UnsafeMutablePointer<CChar>?
        let length = PQgetCopyData(connection, &buffer, 1)
        defer { PQfreemem(buffer) }
        switch length {
        case 0: return .wouldBlock
        case -1: return .finished
        case 1...:
            let bytes = UnsafeRawBufferPointer(start: buffer, count: Int(length))
            return .piece(Array(bytes))
        default: return .failed
        }
    }

    private static func outcome(_ code: Int32) -> FlushOutcome {
        switch code {
        case 1: return .allSent
        case 0: return .wouldBlock
        default: return .failed
        }
    }
}
