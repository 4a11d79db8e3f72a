import CLibPQ

/// Whether a connection object is usable.
package enum ConnectionStatus: Sendable {
    case usable, broken, connecting

    init(_ raw: ConnStatusType) {
        switch raw {
        case CONNECTION_OK: self = .usable
        case CONNECTION_BAD: self = .broken
        default: self = .connecting
        }
    }
}

/// What a connection attempt waits for next.
package enum ConnectStep: Sendable {
    case failed, awaitsReading, awaitsWriting, done

    init(_ raw: PostgresPollingStatusType) {
        switch raw {
        case PGRES_POLLING_OK: self = .done
        case PGRES_POLLING_READING: self = .awaitsReading
        case PGRES_POLLING_WRITING: self = .awaitsWriting
        default: self = .failed
        }
    }
}

/// The server's view of the transaction on a connection, as of the last message read.
package enum TransactionStatus: Sendable {
    case idle, active, inTransaction, failed, unknown

    init(_ raw: PGTransactionStatusType) {
        switch raw {
        case PQTRANS_IDLE: self = .idle
        case PQTRANS_ACTIVE: self = .active
        case PQTRANS_INTRANS: self = .inTransaction
        case PQTRANS_INERROR: self = .failed
        default: self = .unknown
        }
    }
}

/// Whether results can be matched to commands only by their order.
///
/// `aborted` is still pipeline mode.
package enum PipelineStatus: Sendable {
    case off, on, aborted

    init(_ raw: PGpipelineStatus) {
        switch raw {
        case PQ_PIPELINE_OFF: self = .off
        case PQ_PIPELINE_ON: self = .on
        default: self = .aborted
        }
    }
}

/// The kind of one result.
package enum ResultStatus: Sendable {
    case emptyQuery, command, rows, singleRow, copyIn, copyOut, pipelineSync, pipelineAborted
    case error, notice, unexpected

    init(_ raw: ExecStatusType) {
        switch raw {
        case PGRES_EMPTY_QUERY: self = .emptyQuery
        case PGRES_COMMAND_OK: self = .command
        case PGRES_TUPLES_OK: self = .rows
        case PGRES_SINGLE_TUPLE: self = .singleRow
        case PGRES_COPY_IN: self = .copyIn
        case PGRES_COPY_OUT: self = .copyOut
        case PGRES_PIPELINE_SYNC: self = .pipelineSync
        case PGRES_PIPELINE_ABORTED: self = .pipelineAborted
        case PGRES_FATAL_ERROR: self = .error
        case PGRES_NONFATAL_ERROR: self = .notice
        default: self = .unexpected
        }
    }
}

/// What became of the output buffer.
package enum FlushOutcome: Sendable {
    case allSent, wouldBlock, failed
}

/// What became of one piece given to or asked from COPY.
package enum CopyOutcome: Sendable {
    case piece([UInt8])
    case wouldBlock, finished, failed
}
