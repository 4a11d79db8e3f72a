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

/// Which calendar a row goes by, as two columns of the row.
struct CalendarVersion: Hashable, Decodable, Sendable {
    var calendarId: Int64
    var calendarVersion: Int64
}

extension Call {
    /// The etiquette of every calendar, for rows that are not known yet.
    func allEtiquettes() async throws -> Etiquettes {
        try await etiquettes(
            try await all("select c.id as calendar_id, c.version as calendar_version from liaison.calendars c"))
    }

    /// The etiquette of each calendar that some rows go by, by its id; one further round trip only where a calendar changed.
    func etiquettes(_ versions: some Sequence<CalendarVersion>) async throws -> Etiquettes {
        let wanted = Set(versions)
        var calendars: [Int64: HolidayCalendar] = [:]
        for version in wanted {
            if let known = services.calendars.known(version) { calendars[version.calendarId] = known }
        }
        let missing = wanted.map(\.calendarId).filter { calendars[$0] == nil }.sorted()
        if !missing.isEmpty {
            let loaded: [LoadedCalendar] = try await all(
                """
                select c.id, c.version, c.name,
                       array(select h.day::text from liaison.holidays h where h.calendar_id = c.id order by h.day) as days
                  from liaison.calendars c where c.id = any (\(missing))
                """)
            for row in loaded {
                let calendar = HolidayCalendar(name: row.name, holidays: row.days.compactMap { CivilDate(iso: $0) })
                services.calendars.keep(calendar, id: row.id, version: row.version)
                calendars[row.id] = calendar
            }
        }
        return Etiquettes(byCalendar: calendars.mapValues { Etiquette(calendar: $0) })
    }
}

private struct LoadedCalendar: Decodable {
    var id: Int64
    var version: Int64
    var name: String
    var days: [String]
}

/// The etiquette of every calendar that an answer needs.
struct Etiquettes: Sendable {
    private let byCalendar: [Int64: Etiquette]

    init(byCalendar: [Int64: Etiquette]) { self.byCalendar = byCalendar }

    /// - Throws: `busy` for a calendar that went away between two statements of one request.
    subscript(calendar: Int64) -> Etiquette {
        get throws {
            guard let etiquette = byCalendar[calendar] else {
                throw Problem(
                    .busy, "A holiday calendar changed just now. Try again in a moment.", facts: ["retry_after": 1])
            }
            return etiquette
        }
    }
}
