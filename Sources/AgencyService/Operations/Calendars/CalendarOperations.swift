import Agency
import Postgres

enum CalendarOperations {
    static let all = [AnyOperation(list), AnyOperation(load)]

    /// A holiday calendar; weekends need no entry.
    struct Calendar: Codable, Sendable {
        var name: String
        var holidays: Int64
        var firstOn: CivilDate?
        var lastOn: CivilDate?
        var source: String
    }

    static let list = Operation<NoInput, Page<Calendar>>(
        "calendar.list", "List holiday calendars", route: .get("/calendars"), roles: .staff
    ) { _, call in
        Page(
            items: try await call.all(
                """
                select c.name, count(h.day) as holidays, min(h.day) as first_on, max(h.day) as last_on, c.source
                  from liaison.calendars c left join liaison.holidays h on h.calendar_id = c.id
                 group by c.id, c.name, c.source order by c.name limit \(Paging.largest)
                """))
    }

    enum Format: String, Codable, Sendable, CaseIterable, SchemaDescribing { case ics, csv }

    struct Load: Codable, Sendable {
        var name: CalendarName
        var format: Format
        var text: HolidayText
    }

    /// What an import did, and every line that it could not read.
    struct Loaded: Codable, Sendable {
        var name: String
        var added: Int64
        var alreadyThere: Int64
        var errors: [LineError]
    }

    struct LineError: Codable, Sendable, Hashable {
        var line: Int64
        var reason: String
    }

    static let load = Operation<Load, Loaded>(
        "calendar.import", "Add the holidays of a file to a calendar", route: .post("/calendars"),
        roles: [.coordinator], rules: ["P"]
    ) { input, call in
        let file =
            switch input.format {
            case .ics: HolidayFile.parse(ics: input.text.value)
            case .csv: HolidayFile.parse(csv: input.text.value)
            }
        let errors = file.problems.map { LineError(line: Int64($0.line), reason: $0.reason) }
        if file.holidays.isEmpty, let first = file.problems.first {
            throw Problem.invalid(
                ["text": "has no holiday that can be read; line \(first.line): \(first.reason)"])
        }
        let days = file.holidays.map(\.date.description)
        // A new version tells every instance that its copy is old (T-rules count in business days).
        let added = try await call.result(
            """
            with calendar as (
                insert into liaison.calendars as c (name, source) values (\(input.name), \(input.format.source))
                on conflict (name) do update set source = excluded.source, version = c.version + 1
                returning c.id
            ), added as (
                insert into liaison.holidays (calendar_id, day, name)
                select calendar.id, f.day::date, f.name
                  from calendar, unnest(\(days), \(file.holidays.map(\.name))) f (day, name)
                on conflict (calendar_id, day) do nothing
                returning day
            )
            select count(*) from calendar left join added on true where added.day is not null
            """)
        let count = try added.scalar(as: Int64.self)
        return Loaded(
            name: input.name.value, added: count, alreadyThere: Int64(file.holidays.count) - count, errors: errors)
    }
}

extension CalendarOperations.Format {
    var source: String {
        switch self {
        case .ics: "imported from iCalendar"
        case .csv: "imported from CSV"
        }
    }
}

/// The text of a holiday file.
struct HolidayText: Codable, Sendable, SchemaDescribing {
    static let jsonSchema = JSONSchema.string(StringRule(maximumLength: 1_000_000))
    static var schemaSample: HolidayText? { HolidayText(value: "") }

    let value: String

    init(value: String) { self.value = value }

    init(from decoder: any Decoder) throws { value = try decoder.singleValueContainer().decode(String.self) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
