import CLibPQ

/// One `PGconn`; each method is one call of libpq and none of them waits, except where its comment says so.
///
/// Unchecked because the manual (34.20) says: "One thread restriction is that no two threads attempt to manipulate
/// the same PGconn object at the same time." The owner keeps that promise: `Session` lets one operation in at a time, and
/// `SharedPipeline`, which is one for all its callers, works under its lock.
package final class ConnectionHandle: @unchecked Sendable {
    var connection: OpaquePointer?
    private let noticeID: Int?

    private init(_ connection: OpaquePointer?, noticeID: Int?) {
        self.connection = connection
        self.noticeID = noticeID
    }

    deinit { finish() }

    /// Starts to connect with exactly these keywords; may resolve host names, which blocks.
    ///
    /// Notices go to `onNotice`, which runs inside other calls and must only take note.
    package static func start(
        keywords: [(String, String)], onNotice: (@Sendable (Diagnostics) -> Void)? = nil
    ) -> ConnectionHandle {
        let names = CStringArray(keywords.map(\.0))
        let values = CStringArray(keywords.map(\.1))
        let connection = names.withPointers { names in
            values.withPointers { values in PQconnectStartParams(names, values, 0) }
        }
        let noticeID = onNotice.map { NoticeRegistry.shared.add($0) }
        let handle = ConnectionHandle(connection, noticeID: noticeID)
        handle.installNoticeReceiver()
        if connection != nil { PQsetnonblocking(connection, 1) }
        return handle
    }

    /// One step of connecting; may resolve host names, which blocks, and may change `socket`.
    package func pollConnect() -> ConnectStep {
        guard let connection else { return .failed }
        return ConnectStep(PQconnectPoll(connection))
    }

    /// Sends goodbye and frees everything; with TLS this may block.
    ///
    /// Safe to call twice.
    package func finish() {
        guard let connection else { return }
        self.connection = nil
        PQfinish(connection)
        if let noticeID { NoticeRegistry.shared.remove(noticeID) }
    }

    package var status: ConnectionStatus { connection.map { ConnectionStatus(PQstatus($0)) } ?? .broken }
    package var transactionStatus: TransactionStatus {
        connection.map { TransactionStatus(PQtransactionStatus($0)) } ?? .unknown
    }
    package var pipelineStatus: PipelineStatus { connection.map { PipelineStatus(PQpipelineStatus($0)) } ?? .off }
    package var socket: Int32 { connection.map { PQsocket($0) } ?? -1 }
    package var backendPID: Int32 { connection.map { PQbackendPID($0) } ?? 0 }
    package var serverVersion: Int32 { connection.map { PQserverVersion($0) } ?? 0 }
    package var usesTLS: Bool { connection.map { PQsslInUse($0) != 0 } ?? false }
    package var passwordWasAsked: Bool { connection.map { PQconnectionNeedsPassword($0) != 0 } ?? false }
    package var errorMessage: String {
        guard let connection else { return "connection is closed" }
        return String(cString: PQerrorMessage(connection))
    }

    private func installNoticeReceiver() {
        guard let connection else { return }
        // Without one, libpq prints to standard error. The pointer is an id, never an object: results keep a copy
        // of the hook and may call it after the connection is gone (libpqxx#173).
        let argument = noticeID.flatMap { UnsafeMutableRawPointer(bitPattern: $0) }
        PQsetNoticeReceiver(
            connection,
            { argument, result in
                guard let argument else { return }
                NoticeRegistry.shared.deliver(Diagnostics(result: result), to: Int(bitPattern: argument))
            }, argument)
    }
}
