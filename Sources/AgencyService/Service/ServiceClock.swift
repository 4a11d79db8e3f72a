import Agency
import Foundation

/// The clock that is passed in: the wall clock, or one fixed moment for demonstrations and tests (`LIAISON_NOW`).
package struct ServiceClock: Sendable {
    /// The fixed moment, or nil for the wall clock.
    package let fixed: Instant?

    package init(fixed: Instant? = nil) { self.fixed = fixed }

    package var now: Instant {
        fixed ?? Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) ?? .latest
    }
}
