import CLibPQ
import Glibc

extension ConnectionHandle {
    /// Takes what the socket holds; false if the connection failed.
    package func consumeInput() -> Bool {
        guard let connection else { return false }
        return PQconsumeInput(connection) == 1
    }

    /// True while bytes of which the socket shows nothing any more wait inside of TLS.
    package var hasUnreadTLS: Bool {
        guard let connection else { return false }
        return PQsslInUse(connection) == 1 && liaison_has_unread_tls(connection) == 1
    }

    /// True while `nextResult` would block.
    package var isBusy: Bool {
        guard let connection else { return false }
        return PQisBusy(connection) == 1
    }

    /// The next result, nil at the end of a command's results; blocks while `isBusy` (pgcopydb#880).
    package func nextResult() -> ResultHandle? {
        guard let connection, let result = PQgetResult(connection) else { return nil }
        return ResultHandle(taking: result)
    }

    /// Asks for one result per row; only directly after the send or before a command's first result.
    package func setSingleRowMode() -> Bool {
        guard let connection else { return false }
        return PQsetSingleRowMode(connection) == 1
    }

    /// True if the server closed its end or said something unasked; does not wait and takes nothing.
    package var hasUnaskedInput: Bool {
        let descriptor = socket
        guard descriptor >= 0 else { return true }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) != 0
    }

    /// Makes connection errors carry their SQLSTATE; results carry it anyway.
    package func setVerboseErrors(_ isVerbose: Bool) {
        guard let connection else { return }
        PQsetErrorVerbosity(connection, isVerbose ? PQERRORS_VERBOSE : PQERRORS_DEFAULT)
    }

    /// The next notification already read, if any.
    package func nextNotification() -> Notification? {
        guard let connection, let notification = PQnotifies(connection) else { return nil }
        defer { PQfreemem(notification) }
        return Notification(
            channel: String(cString: notification.pointee.relname),
            payload: notification.pointee.extra.map { String(cString: $0) } ?? "",
            backendPID: notification.pointee.be_pid)
    }
}

/// One NOTIFY.
package struct Notification: Sendable, Equatable {
    package let channel: String
    package let payload: String
    package let backendPID: Int32
}
