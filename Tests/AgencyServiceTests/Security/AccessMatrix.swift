/// The table of RULES section 7 (P) as the database keeps it by grants and policies: who may do what with which rows.
///
/// A verb without a line is nobody's; deleting is nobody's anywhere. What a cell means for a table stands in `AccessMatrix.condition`:
/// `own`: about oneself · `desk`: on a desk that one runs today · `company`: of one's company · `sent`: put to one's company ·
/// `applied`: of one's submissions · `met`: met in an interview · `cleared`: met off the agency channel and cleared by the client ·
/// `agent`: who looks after one · `employer`: one's own employer's or the agency's · `wrote`: written by oneself ·
/// `speaks`: as oneself for one's company · `passed`: let across to one's company by the agent (R2) ·
/// `payable`: due to oneself and not lost (R6) ·
/// `made`: made by oneself where R4 and R5 allow it · `reports`: own reports of a client's contact (R3).
enum AccessMatrix {
    static let text = """
        table            verb    candidate  recruiter  coordinator  client   referrer  admin
        accounts         select  own        own        own          own      own       all
        accounts         insert  -          -          -            -        -         all
        accounts         update  -          -          -            -        -         all
        audit_events     select  -          -          all          -        -         all
        calendars        select  all        all        all          all      -         -
        calendars        insert  -          -          all          -        -         -
        calendars        update  -          -          all          -        -         -
        holidays         select  all        all        all          all      -         -
        holidays         insert  -          -          all          -        -         -
        settings         select  all        all        all          all      all       all
        policies         select  -          all        all          -        -         -
        policies         insert  -          -          all          -        -         -
        recruiters       select  agent      all        all          agent    -         -
        desk_loans       select  -          all        all          -        -         -
        desk_loans       insert  -          -          all          -        -         -
        desk_loans       update  -          -          all          -        -         -
        clients          select  applied    all        all          company  -         -
        clients          insert  -          desk       all          -        -         -
        clients          update  -          desk       all          -        -         -
        contacts         select  met        all        all          company  -         -
        contacts         insert  -          desk       all          -        -         -
        contacts         update  -          desk       all          -        -         -
        contact_details  select  cleared    all        all          company  -         -
        contact_details  insert  -          desk       all          -        -         -
        contact_details  update  -          desk       all          -        -         -
        candidates       select  own        all        all          sent     -         -
        candidates       insert  -          desk       all          -        -         -
        candidates       update  own        desk       all          -        -         -
        vacancies        select  applied    all        all          company  -         -
        vacancies        insert  -          desk       all          -        -         -
        vacancies        update  -          desk       all          -        -         -
        ties             select  -          all        all          -        -         -
        ties             insert  -          all        all          -        -         -
        referrers        select  -          all        all          -        own       -
        referrers        insert  -          desk       all          -        -         -
        referrers        update  -          desk       all          -        -         -
        programmes       select  -          all        all          company  employer  -
        programmes       insert  -          -          all          -        -         -
        programmes       update  -          -          all          -        -         -
        nominations      select  own        desk       all          -        own       -
        nominations      update  own        desk       all          -        -         -
        submissions      select  own        all        all          sent     -         -
        submissions      insert  -          desk       all          -        -         -
        submissions      update  -          desk       all          -        -         -
        consents         select  own        all        all          -        -         -
        consents         insert  own        desk       all          -        -         -
        withdrawals      select  own        all        all          -        -         -
        withdrawals      insert  own        desk       all          -        -         -
        interviews       select  own        all        all          company  -         -
        interviews       insert  -          desk       all          -        -         -
        interviews       update  -          desk       all          -        -         -
        interviewers     select  own        all        all          company  -         -
        interviewers     insert  -          desk       all          -        -         -
        debriefs         select  -          all        all          -        -         -
        debriefs         insert  -          desk       all          -        -         -
        debriefs         update  -          desk       all          -        -         -
        promises         select  own        all        all          company  -         -
        promises         insert  -          desk       all          speaks   -         -
        feedback         select  -          all        all          wrote    -         -
        feedback         insert  -          desk       all          speaks   -         -
        releases         select  own        all        all          -        -         -
        releases         insert  -          desk       all          -        -         -
        withholdings     select  -          all        all          -        -         -
        withholdings     insert  -          desk       all          -        -         -
        enquiries        select  own        desk       all          -        -         -
        enquiries        insert  own        -          -            -        -         -
        enquiries        update  -          desk       all          -        -         -
        chases           select  made       all        all          -        -         -
        chases           insert  made       desk       all          -        -         -
        offers           select  own        desk       all          -        -         -
        offers           insert  own        desk       all          -        -         -
        offers           update  own        desk       all          -        -         -
        tasks            select  -          desk       all          -        -         -
        tasks            update  -          desk       all          -        -         -
        interests        select  -          desk       all          -        -         -
        interests        insert  -          desk       all          -        -         -
        interests        update  -          desk       all          -        -         -
        leads            select  -          desk       all          -        -         -
        leads            insert  -          desk       all          -        -         -
        leads            update  -          desk       all          -        -         -
        phrases          select  all        all        all          -        -         -
        phrases          insert  -          -          all          -        -         -
        phrases          update  -          -          all          -        -         -
        holding_messages select  own        all        all          -        -         -
        holding_messages insert  -          desk       all          -        -         -
        call_promises    select  own        desk       all          -        -         -
        call_promises    insert  -          desk       all          -        -         -
        call_promises    update  -          desk       all          -        -         -
        incidents        select  -          all        all          -        -         -
        incidents        insert  reports    desk       all          -        -         -
        notes            select  own        desk       all          passed   -         -
        notes            insert  own        -          -            -        -         -
        notes            update  -          desk       all          -        -         -
        materials        select  own        desk       all          passed   -         -
        materials        insert  own        desk       all          -        -         -
        materials        update  own        desk       all          -        -         -
        candidate_references  select  own   desk       all          -        -         -
        candidate_references  insert  own   -          -            -        -         -
        reference_alerts      select  own   desk       all          -        -         -
        reference_alerts      insert  own   -          -            -        -         -
        reference_contacts    select  -     desk       all          -        -         -
        reference_contacts    insert  -     desk       all          -        -         -
        contracts        select  -          desk       all          -        -         -
        contracts        insert  -          desk       all          -        -         -
        placements       select  -          desk       all          -        -         -
        fees             select  -          desk       all          -        -         -
        ledger_accounts  select  -          all        all          -        -         -
        ledger_transactions  select  -      desk       all          -        -         -
        ledger_entries   select  -          desk       all          -        -         -
        bonuses          select  -          desk       all          -        payable   -
        batches          select  -          -          all          -        -         -
        batch_items      select  -          -          all          -        -         -
        import_keys      select  -          all        all          -        -         -
        import_keys      insert  -          -          all          -        -         -
        """

    struct Cell: Hashable, Sendable {
        var table: String
        var verb: String
        var role: String
        var scope: String
    }

    static let cells: [Cell] = {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let roles = lines.first?.dropFirst(2) ?? []
        return lines.dropFirst().flatMap { line in
            zip(roles, line.dropFirst(2)).map { Cell(table: line[0], verb: line[1], role: $0, scope: $1) }
        }
    }()

    /// The rows that a cell speaks of, as a condition on the table `t`; `$account` and `$person` stand for who asks.
    static func condition(_ cell: Cell) -> String {
        switch (cell.scope, cell.table) {
        case ("-", _): "false"
        case ("all", _): "true"
        case ("own", "accounts"): "t.id = $account"
        case ("own", "candidates"), ("own", "referrers"): "t.id = $person"
        case ("own", _): cell.role == "referrer" ? "t.referrer_id = $person" : "t.candidate_id = $person"
        case ("made", _): "t.candidate_id = $person and t.by_candidate"
        case ("reports", _): "t.candidate_id = $person and t.kind = 'client_contact'"
        case ("desk", "contacts"), ("desk", "contact_details"), ("desk", "contracts"):
            runs("(select x.recruiter_id from liaison.clients x where x.id = t.client_id)")
        case ("desk", "consents"), ("desk", "withdrawals"):
            runs("(select x.recruiter_id from liaison.submissions x where x.id = t.id)")
        case ("desk", "interviewers"):
            runs("(select x.recruiter_id from liaison.interviews x where x.id = t.interview_id)")
        case ("desk", "reference_alerts"), ("desk", "reference_contacts"):
            runs("(select x.recruiter_id from liaison.candidate_references x where x.id = t.reference_id)")
        case ("desk", _): runs("t.recruiter_id")
        case ("payable", _):
            "t.referrer_id = $person and t.due_on <= date '2026-03-04' and t.forfeited_on is null and t.void_reason is null"
        case ("passed", "notes"): "t.client_id = \(company) and t.forwarded_at is not null"
        case ("passed", _): "t.client_id = \(company) and t.route = 'agent' and t.done_at is not null"
        case ("company", "clients"): "t.id = \(company)"
        case ("company", "programmes"): "t.sponsor_client_id = \(company)"
        case ("company", _): "t.client_id = \(company)"
        case ("sent", "candidates"):
            "exists (select from liaison.submissions x where x.candidate_id = t.id and x.client_id = \(company) and x.sent_on is not null)"
        case ("sent", _): "t.client_id = \(company) and t.sent_on is not null"
        case ("applied", let table):
            "t.id in (select x.\(table == "clients" ? "client_id" : "vacancy_id") from liaison.submissions x where x.candidate_id = $person)"
        case ("met", _): "t.id in (select x.contact_id from liaison.interviewers x where x.candidate_id = $person)"
        case ("cleared", _):
            """
            t.cleared and t.id in (select x.contact_id from liaison.interviewers x join liaison.interviews i on i.id = x.interview_id
                                     join liaison.submissions s on s.id = i.submission_id
                                    where x.candidate_id = $person and s.channel <> 'agency')
            """
        case ("agent", _):
            cell.role == "client"
                ? "t.id = (select x.recruiter_id from liaison.clients x where x.id = \(company))"
                : """
                t.id in (select x.recruiter_id from liaison.submissions x where x.candidate_id = $person
                          union select x.recruiter_id from liaison.candidates x where x.id = $person)
                """
        case ("employer", _):
            "t.sponsor_client_id is null or t.sponsor_client_id = (select x.client_id from liaison.referrers x where x.id = $person)"
        case ("wrote", _): "t.logged_by = $account"
        case ("speaks", _): "t.client_id = \(company) and t.contact_id = $person"
        default: "no such scope"
        }
    }

    private static let company = "(select x.client_id from liaison.contacts x where x.id = $person)"

    private static func runs(_ desk: String) -> String {
        """
        (\(desk) = $person or \(desk) in (
            select l.recruiter_id from liaison.desk_loans l
             where l.to_recruiter_id = $person and l.returned_at is null and date '2026-03-04' between l.from_on and l.to_on))
        """
    }
}
