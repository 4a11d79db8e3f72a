import TestSupport
import Testing

@Suite("Catalogue of the schema")
struct SchemaLintTests {
    @Test("holds for every object", arguments: SchemaLint.all)
    func lint(_ lint: SchemaLint) async throws {
        try await withDatabase(.empty) { db in
            let faults = try await db.superuser.withConnection { try await lint.faults($0) }
            #expect(faults == [])
        }
    }

    /// What a login role may call; everything here is worth a thought about whose ids it takes.
    @Test("login roles may call these functions and no others")
    func callable() async throws {
        try await withDatabase(.empty) { db in
            let found = try await db.query(
                """
                select a.grantee::regrole || ': ' || string_agg(p.proname, ' ' order by p.proname) from pg_proc p, aclexplode(p.proacl) a
                 where p.pronamespace = 'liaison'::regnamespace and a.grantee <> p.proowner group by a.grantee::regrole order by 1
                """
            ).rows.map { try $0.get(0) as String }
            let everybody = [
                "account_id", "agency_today", "claim_idempotency_key", "create_token", "end_session", "enter",
                "local_date", "now", "store_idempotent_answer", "tokens",
            ]
            let dates = ["bd", "business_days", "is_business_day", "refuse", "roll"]
            func line(_ role: String, _ names: [String]) -> String {
                "\(role): \(names.sorted().joined(separator: " "))"
            }
            #expect(
                found == [
                    line(
                        "liaison_admin",
                        everybody + ["account_names", "create_person", "desk_names", "invite", "is_admin", "person_exists"]),
                    line(
                        "liaison_auth",
                        [
                            "accept_invitation", "credentials_for", "open_session", "record_failed_sign_in",
                            "schema_version",
                        ]),
                    line("liaison_candidate", everybody + dates + ["candidate_id", "policy_versions", "whom_to_thank"]),
                    line("liaison_client", everybody + dates + ["company_id", "contact_id", "policy_versions", "read_feedback"]),
                    line("liaison_referrer", everybody + ["nominate", "referrer_id"]),
                    line(
                        "liaison_staff",
                        everybody + dates + [
                            "account_names", "bonus_terms", "desk_names", "grant_bonuses", "hire_terms", "invoice_fee", "is_coordinator",
                            "last_heard", "make_batch", "nominate", "own_desks", "pay_bonus", "pay_fee", "place_candidate",
                            "policy_number", "policy_versions", "raise_fee", "read_feedback", "record_departure", "reverse_payment",
                            "runs_client", "runs_desk", "runs_interview", "runs_submission", "search_candidates", "search_vacancies",
                            "silent_submissions", "staff_id",
                        ]),
                ])
        }
    }
}
