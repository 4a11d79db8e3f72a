import Agency
import Postgres

/// An instalment of a referral bonus (M1, M3); its referrer sees it from the day on which it is payable, and of it what is due to them (R6).
package struct Bonus: Codable, Sendable {
    package var id: Int64
    package var programme: String
    package var candidateName: String
    package var instalment: Int64
    package var dueOn: CivilDate
    package var amount: Money
    package var state: BonusState
    package var paidOn: CivilDate?
    // Staff only.
    package var placementId: Int64?
    package var nominationId: Int64?
    package var referrerId: Int64?
    package var referrer: String?
    /// Who pays; null where the agency does.
    package var sponsorClientId: Int64?
    /// Why it never was to be paid (M4).
    package var voidReason: String?
    package var forfeitedOn: CivilDate?
    package var reference: String?
}

/// Where an instalment stands on a day; no job has to run for it to change (M3, M4).
package enum BonusState: String, CaseIterable, Codable, Sendable, SchemaDescribing, PostgresBindable {
    case pending, payable, forfeited, paid, void
}

extension Bonus {
    /// The record as of a day, by the grants of a role.
    static func select(for role: Role?, asOf day: SQL = "(select liaison.agency_today())") -> SQL {
        if role == .referrer {
            return """
                select b.id, p.name as programme, n.candidate_name, b.instalment, b.due_on,
                       jsonb_build_object('minor', b.amount_minor, 'currency', b.currency) as amount,
                       case when b.paid_on is null then 'payable' else 'paid' end as state, b.paid_on
                  from liaison.bonuses b
                  join liaison.programmes p on p.id = b.programme_id
                  join liaison.nominations n on n.id = b.nomination_id
                """
        }
        return """
            select b.id, p.name as programme, k.name as candidate_name, b.instalment, b.due_on,
                   jsonb_build_object('minor', b.amount_minor, 'currency', b.currency) as amount, \(state(asOf: day)) as state,
                   case when b.paid_on <= \(day) then b.paid_on end as paid_on, b.placement_id, b.nomination_id, b.referrer_id,
                   r.name as referrer, b.sponsor_client_id, b.void_reason, b.forfeited_on,
                   case when b.paid_on <= \(day) then b.payment_reference end as reference
              from liaison.bonuses b
              join liaison.programmes p on p.id = b.programme_id
              join liaison.candidates k on k.id = b.candidate_id
              join liaison.referrers r on r.id = b.referrer_id
            """
    }

    /// Payable from the due date if still employed that day, else forfeited from the leaving date on: as `BonusPlan.state` has it.
    static func state(asOf day: SQL) -> SQL {
        """
        case when b.void_reason is not null then 'void' when b.paid_on <= \(day) then 'paid' when b.forfeited_on <= \(day) then 'forfeited'
             when b.due_on <= \(day) then 'payable' else 'pending' end
        """
    }
}
