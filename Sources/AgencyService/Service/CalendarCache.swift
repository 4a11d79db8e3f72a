import Agency
import Postgres
import Synchronization

/// Holiday calendars by id; each is loaded again only when its version in the database differs.
package final class CalendarCache: Sendable {
    private struct Kept {
        var version: Int64
        var calendar: HolidayCalendar
    }

    private let kept = Mutex<[Int64: Kept]>([:])

    package init() {}

    /// The calendar, from memory if that version of it is there.
    package func calendar(
        id: Int64, version: Int64, load: () async throws -> HolidayCalendar
    ) async throws -> HolidayCalendar {
        if let known = known(CalendarVersion(calendarId: id, calendarVersion: version)) { return known }
        let calendar = try await load()
        keep(calendar, id: id, version: version)
        return calendar
    }

    func known(_ wanted: CalendarVersion) -> HolidayCalendar? {
        kept.withLock { kept in
            kept[wanted.calendarId].flatMap { $0.version == wanted.calendarVersion ? $0.calendar : nil }
        }
    }

    /// A slower reader of an older version never takes the place of a newer one.
    func keep(_ calendar: HolidayCalendar, id: Int64, version: Int64) {
        kept.withLock { kept in
            if let present = kept[id], present.version > version { return }
            kept[id] = Kept(version: version, calendar: calendar)
        }
    }
}

/// A calendar as it stood at one of its versions.
struct CalendarVersion: Hashable, Sendable {
    var calendarId: Int64
    var calendarVersion: Int64
}
