import Agency
import Postgres

extension ReportOperations {
    struct OverdueScope: Codable, Sendable {
        var asOf: CivilDate?
        var by: OverdueGrouping?
        var recruiterId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let overdueFeedback = Operation<OverdueScope, OverdueReport>(
        "report.overdue-feedback", "Held interviews whose feedback is overdue, with what to do next",
        route: .get("/reports/overdue-feedback"), roles: [.recruiter, .coordinator, .client],
        rules: ["T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let cursor = try DayCursor(input.cursor)
        let rows = call.desk("i.recruiter_id", only: input.recruiterId)
        if let grouping = input.by {
            let groups = try await groups(of: input.asOf, by: grouping, rows, call)
            return OverdueReport(items: groups.prefix(Int(Paging.largest)).map(OverdueItem.group), next: nil)
        }
        let page = Outstanding.page(.init(asOf: input.asOf, rows: rows, cursor: cursor, limit: limit + 1))
        let found = try await call.result(
            "with \(ReportDay.table(input.asOf)), \(page) \(Outstanding.rows(for: call.role))"
        ).rows.map { try OutstandingInterview($0) }
        let etiquettes = try await call.etiquettes(found.map(\.source))
        let shown = found.prefix(Int(limit))
        return OverdueReport(
            items: try shown.map { .interview(try OverdueFeedback($0, etiquettes[$0.source].on($0.asOf))) },
            next: found.count > shown.count ? shown.last.map { DayCursor.text($0.dueOn, $0.interviewId) } : nil)
    }
    .exported { input, call in
        let rows = call.desk("i.recruiter_id", only: input.recruiterId)
        if let grouping = input.by { return Export(try await groups(of: input.asOf, by: grouping, rows, call)) }
        let page = Outstanding.page(
            .init(
                asOf: input.asOf, rows: rows, cursor: try DayCursor(input.cursor),
                limit: try input.limit.map(Paging.limit)))
        let etiquettes = try await call.allEtiquettes()
        let book = try await call.contactBook()
        return Export(
            "with \(ReportDay.table(input.asOf)), \(page) \(Outstanding.rows(for: call.role, withContacts: false))"
        ) { row in
            let interview = try OutstandingInterview(row, book)
            return try OverdueFeedback(interview, etiquettes[interview.source].on(interview.asOf))
        }
    }
}

extension OverdueFeedback {
    init(_ row: OutstandingInterview, _ etiquette: Etiquette) throws {
        let window = try row.window(etiquette)
        let overdue = etiquette.overdue(on: row.asOf, held: row.heldOn, due: row.dueOn, isStopped: false)
        self.init(
            interviewId: row.interviewId, candidate: row.candidate, client: row.client, vacancy: row.vacancy,
            recruiter: row.recruiter, heldOn: row.heldOn, dueOn: row.dueOn,
            firstPromisedOn: row.promises.first, slips: etiquette.slips(row.promises),
            daysOverdue: overdue.days, businessDaysOverdue: overdue.businessDays, chases: row.chases?.count,
            lastChasedOn: row.chases?.lastOn,
            chaseState: window.map {
                etiquette.chaseState(on: row.asOf, held: row.heldOn, window: $0, isStopped: false)
            },
            chaseOpens: window?.opens, chaseBy: window?.by,
            recommendedContact: row.advice(etiquette)?.name)
    }
}
