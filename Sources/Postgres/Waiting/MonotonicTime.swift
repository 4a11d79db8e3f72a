import Glibc

/// A moment of the monotonic clock, in nanoseconds.
package struct MonotonicTime: Comparable, Sendable {
    package var nanoseconds: UInt64

    package init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

    package static let distantFuture = MonotonicTime(nanoseconds: .max)

    package static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec))
    }

    package static func after(_ duration: Duration) -> MonotonicTime { now + duration }

    package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool { left.nanoseconds < right.nanoseconds }

    package static func + (left: MonotonicTime, right: Duration) -> MonotonicTime {
        let (seconds, attoseconds) = right.components
        if seconds < 0 || attoseconds < 0 { return left }
        let (whole, tooLong) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, tooFar) = left.nanoseconds.addingReportingOverflow(
            whole &+ UInt64(attoseconds / 1_000_000_000))
        return tooLong || tooFar ? .distantFuture : MonotonicTime(nanoseconds: sum)
    }

    package static func - (left: MonotonicTime, right: Duration) -> MonotonicTime {
        let distance = (MonotonicTime(nanoseconds: 0) + right).nanoseconds
        return MonotonicTime(nanoseconds: left.nanoseconds > distance ? left.nanoseconds - distance : 0)
    }

    /// The time from `earlier` to here, zero if that is negative.
    package func since(_ earlier: MonotonicTime) -> Duration {
        guard self > earlier else { return .zero }
        return .nanoseconds(Int64(clamping: nanoseconds - earlier.nanoseconds))
    }
}
