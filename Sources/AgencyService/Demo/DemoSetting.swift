import Agency
import Postgres

/// The day on which the demo agency is loaded, as each company has it.
struct DemoSetting: Sendable {
    let now: Instant
    /// By company, in the order of `DemoCompany.all`.
    let days: [DemoDays]
    /// The agency's own, after those of the companies.
    let agency: DemoDays
    /// The largest account id that is taken.
    let lastAccount: Int64

    /// Reads zones, calendars and what is there already.
    static func read(_ transaction: Transaction, now: Instant) async throws -> DemoSetting {
        struct Zone: Decodable {
            var today: CivilDate
            var offset: Int64
            var holidays: [CivilDate]
        }
        let companies = DemoCompany.all
        let results = try await transaction.pipeline([
            """
            with places as (
                select z.place, z.zone, c.id as calendar_id
                  from unnest(\(companies.map(\.zone)), \(companies.map(\.calendar))) with ordinality z (zone, calendar, place)
                  left join liaison.calendars c on c.name = z.calendar
                union all
                select 1000, s.time_zone, s.calendar_id from liaison.settings s
            )
            select liaison.local_date(\(now), p.zone) as today,
                   extract(epoch from (\(now) at time zone p.zone) - (\(now) at time zone 'UTC'))::bigint as offset,
                   (select coalesce(jsonb_agg(h.day), '[]') from liaison.holidays h where h.calendar_id = p.calendar_id) as holidays
              from places p order by p.place
            """,
            "select coalesce(max(id), 0) from liaison.accounts",
        ])
        let days = try results[0].decode(Zone.self).map { zone in
            DemoDays(
                etiquette: Etiquette(calendar: HolidayCalendar(name: "", holidays: zone.holidays)), today: zone.today,
                offset: zone.offset)
        }
        guard let agency = days.last, days.count == companies.count + 1 else {
            throw Problem(.internal, "The settings of the agency are missing.")
        }
        return DemoSetting(
            now: now, days: Array(days.dropLast()), agency: agency, lastAccount: try results[1].scalar())
    }
}

/// Business days around today on one calendar, in one time zone.
struct DemoDays: Sendable {
    let etiquette: Etiquette
    let today: CivilDate
    /// Seconds east of UTC now; an hour off in the other half of the year, which no date here notices.
    let offset: Int64

    var calendar: HolidayCalendar { etiquette.calendar }

    func isBusinessDay(_ day: CivilDate) -> Bool { calendar.isBusinessDay(day) }

    /// Today, or the last business day if today is none.
    var latest: CivilDate { get throws { isBusinessDay(today) ? today : try before(today, 1) } }

    /// The n-th business day before a day.
    func before(_ day: CivilDate, _ n: Int) throws -> CivilDate {
        var result = day
        for _ in 0..<n {
            repeat { result = try result.adding(days: -1) } while !isBusinessDay(result)
        }
        return result
    }

    /// The n-th business day before today.
    func back(_ n: Int) throws -> CivilDate { try before(today, n) }

    /// The n-th business day after a day.
    func after(_ day: CivilDate, _ n: Int) throws -> CivilDate { try calendar.businessDay(n, after: day) }

    /// The n-th business day after today.
    func ahead(_ n: Int) throws -> CivilDate { try after(today, n) }

    /// The day of an interview whose courtesy call may be made today (T5).
    func courtesyInterview() throws -> CivilDate {
        var day = try back(1)
        while try after(day, 2) > today { day = try before(day, 1) }
        return day
    }

    /// The promise whose chase window is open today (T4).
    func openPromise(grace: Int) throws -> CivilDate {
        var day = try back(1)
        while try after(day, 1 + grace) > today { day = try before(day, 1) }
        return day
    }

    /// A local time of a day as a moment.
    func moment(_ day: CivilDate, minute: Int) -> Instant {
        Instant(startOf: day).adding(seconds: Int64(minute) * 60 - offset)
    }
}
