/// The exit codes of INTERFACE.md.
enum ExitStatus: Int32, Sendable {
    case done = 0
    case failed = 1
    case cancelled = 2
    case notPermitted = 4
    case notFound = 5
    case refused = 6
    case usage = 64
    case badData = 65
    case unavailable = 69
    case tryAgain = 75
}
