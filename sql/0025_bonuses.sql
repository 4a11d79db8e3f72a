-- Referral bonuses (M1 to M4): verdicts that are kept, instalments, payments that are final; later fees, and batches (M8).
-- Effect on a running service: nominations made before count as valid; a hire that was recorded before brings no bonus. Nominations are not
-- written for the moment in which their two new columns are added.

-- Verdicts (M2, R7) ---------------------------------------------------------------------------------------------------------------

alter table liaison.nominations
    add column verdict text not null default 'valid',
    add column verdict_reason text,
    add constraint nominations_verdict_check check (verdict in ('valid', 'already-known', 'late-nomination')
        and (verdict = 'valid') = (verdict_reason is null));
comment on column liaison.nominations.verdict is 'what the agency found when it was made; never the referrer''s to read (R6)';

create or replace function liaison.nominate(
    programme bigint, referrer bigint, candidate_name text, candidate_email text, client bigint, vacancy bigint
) returns table (id bigint, made_at timestamptz, made_on date)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    recommender liaison.referrers;
    chosen liaison.programmes;
    known bigint;
    target bigint;
    wanted bigint;
    found_verdict text := 'valid';
    reason text;
    today date := liaison.agency_today();
begin
    select * into recommender from liaison.referrers r where r.id = coalesce(liaison.referrer_id(), referrer);
    select * into chosen from liaison.programmes p where p.id = programme;
    if recommender.id is null or chosen.id is null
       or (liaison.referrer_id() is null and not liaison.runs_desk(recommender.recruiter_id))
       -- A referrer knows their own employer's programmes and the agency's, and is not told of others.
       or (liaison.referrer_id() is not null and chosen.sponsor_client_id is distinct from recommender.client_id
           and chosen.sponsor_client_id is not null) then
        perform liaison.refuse('not-found', 'P', 'There is no such programme or referrer, or it is not yours to use.');
    end if;
    -- A referrer names the position by its id and learns nothing from whether there is one.
    target := coalesce(case when liaison.referrer_id() is null then client end, chosen.sponsor_client_id,
                       (select v.client_id from liaison.vacancies v where v.id = vacancy));
    wanted := (select v.id from liaison.vacancies v where v.id = vacancy and v.client_id = target);
    if wanted is distinct from vacancy and liaison.referrer_id() is null then
        perform liaison.refuse('not-found', 'P', 'There is no such vacancy at this client.');
    end if;
    if today < chosen.starts_on or today > chosen.ends_on then
        perform liaison.refuse('conflict', 'M2', 'The programme is not active today.',
            jsonb_build_object('starts_on', chosen.starts_on, 'ends_on', chosen.ends_on));
    end if;
    if recommender.client_id is distinct from coalesce(chosen.sponsor_client_id, recommender.client_id) then
        perform liaison.refuse('not-permitted', 'M2', 'This programme is for the sponsor''s own staff.');
    end if;
    if lower(recommender.email) = lower(candidate_email) then
        perform liaison.refuse('self-referral', 'M2', 'Nobody can refer themselves.');
    end if;
    -- Two who nominate one person in the same moment take turns: the first one wins.
    perform pg_advisory_xact_lock(hashtext('liaison.nominations'), hashtext(lower(candidate_email)));
    select c.id into known from liaison.candidates c where lower(c.email) = lower(candidate_email) and c.duplicate_of is null;
    if exists (select from liaison.nominations n
                where lower(n.candidate_email) = lower(nominate.candidate_email)
                  and n.client_id is not distinct from target and n.made_on > (today - interval '6 months')::date) then
        found_verdict := 'already-known';
        reason := 'The candidate was nominated for this client within six months.';
    elsif exists (select from liaison.submissions s
                   where s.candidate_id = known and s.client_id = target and s.closed_on is null and (vacancy is null or s.vacancy_id = vacancy)) then
        found_verdict := 'late-nomination';
        reason := 'The candidate had already applied.';
    elsif exists (select from liaison.submissions s
                   where s.candidate_id = known and s.client_id = target and s.created_at > liaison.now() - interval '6 months') then
        found_verdict := 'already-known';
        reason := 'The candidate was known for this client by an earlier submission.';
    end if;
    -- A referrer is told neither whether nor how far somebody has applied (R6): the verdict is the agency's.
    if reason is not null and liaison.referrer_id() is null then
        perform liaison.refuse(found_verdict, 'M2', reason);
    end if;
    return query
        insert into liaison.nominations as n (
            programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, client_id, vacancy_id, made_on, verdict,
            verdict_reason)
        values (
            programme, recommender.id, recommender.recruiter_id, nominate.candidate_name, nominate.candidate_email, known,
            target, wanted, today, found_verdict, reason)
        returning n.id, n.made_at, n.made_on;
end
$$;

create function liaison_private.check_referrer() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (
        select from liaison.nominations n
         where n.referrer_id = new.id
           and (exists (select from liaison.interviewers i where i.contact_id = new.contact_id and i.candidate_id = n.candidate_id)
                or exists (select from liaison.feedback f where f.contact_id = new.contact_id and f.candidate_id = n.candidate_id)
                or exists (select from liaison.submissions s join liaison.vacancies v on v.id = s.vacancy_id
                            where s.candidate_id = n.candidate_id and v.decision_maker_id = new.contact_id)))
    then
        perform liaison.refuse('conflict-of-interest', 'R7', 'This contact has a hand in the decision on somebody whom the referrer recommended.',
            jsonb_build_object('contact_id', new.contact_id));
    end if;
    return null;
end
$$;
comment on function liaison_private.check_referrer() is 'R7: referral and decision were there, and turn out to be one person''s';
create trigger check_referrer after update of contact_id on liaison.referrers for each row execute function liaison_private.check_referrer();

-- Bonuses (M1, M3, M4) -------------------------------------------------------------------------------------------------------------

create table liaison.bonuses (
    id bigint generated always as identity,
    placement_id bigint not null,
    nomination_id bigint not null,
    programme_id bigint not null,
    referrer_id bigint not null,
    recruiter_id bigint not null,
    candidate_id bigint not null,
    sponsor_client_id bigint,
    instalment integer not null,
    due_on date not null,
    amount_minor bigint not null,
    currency text not null,
    void_reason text,
    forfeited_on date,
    paid_on date,
    payment_reference text,
    constraint bonuses_pkey primary key (id),
    constraint bonuses_instalment_key unique (placement_id, instalment),
    constraint bonuses_placement_fkey foreign key (placement_id) references liaison.placements (id) on delete restrict,
    constraint bonuses_nomination_fkey foreign key (nomination_id) references liaison.nominations (id) on delete restrict,
    constraint bonuses_programme_fkey foreign key (programme_id) references liaison.programmes (id) on delete restrict,
    constraint bonuses_referrer_fkey foreign key (referrer_id) references liaison.referrers (id) on delete restrict,
    constraint bonuses_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint bonuses_candidate_fkey foreign key (candidate_id) references liaison.candidates (id) on delete restrict,
    constraint bonuses_sponsor_fkey foreign key (sponsor_client_id) references liaison.clients (id) on delete restrict,
    constraint bonuses_amount_check check (amount_minor >= 0),
    constraint bonuses_void_check check (void_reason is null or void_reason = 'agency-fee-due' and sponsor_client_id is not null),
    constraint bonuses_forfeited_check check (forfeited_on is null or forfeited_on < due_on and void_reason is null and paid_on is null),
    constraint bonuses_paid_check check ((paid_on is null) = (payment_reference is null)
        and (paid_on is null or paid_on >= due_on and void_reason is null) and length(payment_reference) between 1 and 200)
);
create index bonuses_nomination_idx on liaison.bonuses (nomination_id);
create index bonuses_programme_idx on liaison.bonuses (programme_id);
create index bonuses_referrer_idx on liaison.bonuses (referrer_id, id);
create index bonuses_recruiter_idx on liaison.bonuses (recruiter_id, id);
create index bonuses_candidate_idx on liaison.bonuses (candidate_id);
create index bonuses_sponsor_idx on liaison.bonuses (sponsor_client_id) where sponsor_client_id is not null;
comment on table liaison.bonuses is 'instalments that a programme promises for a hire; what is owed and paid of them is the ledger''s (M7)';
comment on column liaison.bonuses.sponsor_client_id is 'who pays; null: the agency';
comment on column liaison.bonuses.forfeited_on is 'the leaving date, where that lies before the due date (M3)';

alter table liaison.ledger_entries
    add column bonus_id bigint,
    add constraint ledger_entries_bonus_fkey foreign key (bonus_id) references liaison.bonuses (id) on delete restrict,
    add constraint ledger_entries_bonus_check check (account <> 'bonus_liability' or bonus_id is not null);
create index ledger_entries_bonus_idx on liaison.ledger_entries (bonus_id, account);
alter table liaison.ledger_transactions
    drop constraint ledger_transactions_kind_check,
    add constraint ledger_transactions_kind_check
        check (kind in ('fee', 'rebate', 'fee_payment', 'bonus', 'bonus_payment', 'forfeiture', 'reversal'));

create function liaison_private.check_liability() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if (select sum(e.amount_minor) from liaison.ledger_entries e where e.bonus_id = new.bonus_id and e.account = 'bonus_liability') > 0 then
        perform liaison.refuse('already-paid', 'M3', 'More would be paid than was promised.');
    end if;
    return null;
end
$$;
comment on function liaison_private.check_liability() is 'M3: no instalment is paid or forfeited beyond what was promised, whoever writes';
create trigger check_liability after insert on liaison.ledger_entries
    for each row when (new.account = 'bonus_liability') execute function liaison_private.check_liability();

create function liaison_private.move_bonus(kind text, promised liaison.bonuses, reference text, reverses bigint default null) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    made bigint;
    -- What an agency's own bonus costs is an expense, and paid from its bank; a client's is the client's on both sides.
    source text := case when promised.sponsor_client_id is not null then 'sponsor_commitment'
                        when kind in ('bonus', 'forfeiture') then 'bonus_expense' else 'bank' end;
    sign bigint := case when kind in ('bonus', 'reversal') then 1 else -1 end;
begin
    if promised.amount_minor = 0 then return; end if;
    insert into liaison.ledger_transactions (kind, placement_id, recruiter_id, reference, reverses_id)
    values (move_bonus.kind, promised.placement_id, promised.recruiter_id, move_bonus.reference, reverses) returning id into made;
    insert into liaison.ledger_entries (transaction_id, account, amount_minor, currency, bonus_id)
    values (made, source, sign * promised.amount_minor, promised.currency, promised.id),
           (made, 'bonus_liability', -sign * promised.amount_minor, promised.currency, promised.id);
end
$$;
comment on function liaison_private.move_bonus(text, liaison.bonuses, text, bigint) is 'the two entries of an instalment, or none of nothing';

create function liaison.bonus_terms(submission bigint) returns table (amount_minor bigint, currency text, instalments jsonb)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return query
        select p.amount_minor, p.currency, p.instalments
          from liaison.submissions s
          join liaison.nominations n on n.id = s.nomination_id and n.verdict = 'valid' and n.confirmed_at is not null
          join liaison.programmes p on p.id = n.programme_id
         where s.id = submission and liaison.runs_desk(s.recruiter_id);
end
$$;
comment on function liaison.bonus_terms(bigint) is 'for who runs the desk: what a valid and confirmed referral promises (M1, M2)';

create function liaison.grant_bonuses(placement bigint, amounts bigint[], days date[]) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    hire liaison.placements;
    nominated liaison.nominations;
    chosen liaison.programmes;
    granted liaison.bonuses;
    expected_amounts bigint[];
    expected_days date[];
begin
    select * into hire from liaison.placements p where p.id = placement for no key update;
    perform liaison_private.require_desk(hire.recruiter_id);
    select n.* into nominated from liaison.submissions s join liaison.nominations n on n.id = s.nomination_id
     where s.id = hire.submission_id and n.verdict = 'valid' and n.confirmed_at is not null;
    select * into chosen from liaison.programmes p where p.id = nominated.programme_id;
    -- Half away from zero, and the rest is the last part's, as Agency.BonusPlan has it: each works it out for itself.
    select array_agg(case when x.place = x.parts then chosen.amount_minor - coalesce(x.before, 0) else x.amount end order by x.place)::bigint[],
           array_agg(hire.start_on + x.days order by x.place)
      into expected_amounts, expected_days
      from (select r.place, count(*) over () as parts, (r.part ->> 'after_days')::integer as days, m.amount,
                   sum(m.amount) over (order by r.place rows between unbounded preceding and 1 preceding) as before
              from jsonb_array_elements(chosen.instalments) with ordinality r (part, place)
             cross join lateral (select round(chosen.amount_minor::numeric * (r.part ->> 'share_bp')::integer / 10000) as amount) m) x;
    if chosen.id is null or (amounts, days) is distinct from (expected_amounts, expected_days) then
        perform liaison.refuse('conflict', 'M1', 'There is no valid and confirmed referral, or the instalments are not what was promised.');
    end if;
    for place in 1..cardinality(amounts) loop
        insert into liaison.bonuses (
            placement_id, nomination_id, programme_id, referrer_id, recruiter_id, candidate_id, sponsor_client_id, instalment, due_on,
            amount_minor, currency, void_reason)
        values (
            hire.id, nominated.id, chosen.id, nominated.referrer_id, nominated.recruiter_id, hire.candidate_id, chosen.sponsor_client_id,
            place, days[place], amounts[place], chosen.currency,
            case when chosen.sponsor_client_id is not null and not chosen.pays_beside_fee
                      and exists (select from liaison.ledger_entries e where e.placement_id = hire.id and e.account = 'fee_income')
                 then 'agency-fee-due' end)
        returning * into granted;
        if granted.void_reason is null then
            perform liaison_private.move_bonus('bonus', granted, null);
        end if;
    end loop;
end
$$;
comment on function liaison.grant_bonuses(bigint, bigint[], date[]) is 'the instalments of a referred hire, once (M1, M3, M4)';

create function liaison_private.forfeit_bonuses() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    lost liaison.bonuses;
begin
    for lost in
        update liaison.bonuses b set forfeited_on = new.left_on
         where b.placement_id = new.id and b.paid_on is null and b.void_reason is null and b.due_on > new.left_on returning b.*
    loop perform liaison_private.move_bonus('forfeiture', lost, null); end loop;
    return null;
end
$$;
comment on function liaison_private.forfeit_bonuses() is 'M3: who left before an instalment was due forfeits it from the leaving date on';
create trigger forfeit_bonuses after update of left_on on liaison.placements
    for each row when (old.left_on is null and new.left_on is not null) execute function liaison_private.forfeit_bonuses();

create function liaison_private.require_payer() returns void
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not (liaison.is_coordinator() or pg_has_role(session_user, 'liaison_owner', 'member')) then
        raise insufficient_privilege;
    end if;
end
$$;
comment on function liaison_private.require_payer() is 'RULES 7';

create function liaison.pay_bonus(bonus bigint, reference text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    promised liaison.bonuses;
    today date := liaison.agency_today();
begin
    perform liaison_private.require_payer();
    -- Of two who pay at once the second waits here, and then sees that it was paid.
    select * into promised from liaison.bonuses b where b.id = bonus for no key update;
    if promised.id is null then
        perform liaison.refuse('not-found', 'P', 'There is no such bonus.');
    end if;
    if promised.paid_on is not null then
        perform liaison.refuse('already-paid', 'M3', 'This was paid before; only a reversing entry undoes it.',
            jsonb_build_object('paid_on', promised.paid_on, 'reference', promised.payment_reference));
    end if;
    if promised.void_reason is not null then
        perform liaison.refuse('conflict', 'M4', 'The client owes the agency a fee for this hire.',
            jsonb_build_object('state', 'void', 'reason', promised.void_reason));
    end if;
    if promised.forfeited_on is not null then
        perform liaison.refuse('conflict', 'M3', 'The person left before this was due.',
            jsonb_build_object('state', 'forfeited', 'forfeited_on', promised.forfeited_on, 'due_on', promised.due_on));
    end if;
    if promised.due_on > today then
        perform liaison.refuse('conflict', 'M3', format('This becomes payable on %s, if the person is employed still.', promised.due_on),
            jsonb_build_object('state', 'pending', 'due_on', promised.due_on));
    end if;
    update liaison.bonuses b set paid_on = today, payment_reference = reference where b.id = bonus;
    perform liaison_private.move_bonus('bonus_payment', promised, reference);
end
$$;
comment on function liaison.pay_bonus(bigint, text) is 'M3: an instalment is paid once, when it is payable, under a reference';

create function liaison.reverse_payment(bonus bigint, reason text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    promised liaison.bonuses;
    departed date;
begin
    perform liaison_private.require_payer();
    select * into promised from liaison.bonuses b where b.id = bonus for no key update;
    if promised.paid_on is null then
        perform liaison.refuse(case when promised.id is null then 'not-found' else 'conflict' end, 'M3', 'There is no payment to reverse.');
    end if;
    select p.left_on into departed from liaison.placements p where p.id = promised.placement_id;
    update liaison.bonuses b set paid_on = null, payment_reference = null, forfeited_on = case when departed < b.due_on then departed end
     where b.id = bonus;
    perform liaison_private.move_bonus('reversal', promised, reason, (
        select max(t.id) from liaison.ledger_entries e join liaison.ledger_transactions t on t.id = e.transaction_id
         where e.bonus_id = bonus and t.kind = 'bonus_payment'));
    if departed < promised.due_on then
        perform liaison_private.move_bonus('forfeiture', promised, null);
    end if;
end
$$;
comment on function liaison.reverse_payment(bigint, text) is 'M3: a payment is undone by a reversing entry; what is due can be paid again';

-- Fees that come later, and their payment (M4, M6, M7) ------------------------------------------------------------------------------

create function liaison.raise_fee(placement bigint, salary_minor bigint, salary_currency text, contract bigint, fee_minor bigint, due_on date)
    returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    hire liaison.placements;
    lost liaison.bonuses;
begin
    select * into hire from liaison.placements p where p.id = placement for no key update;
    perform liaison_private.require_desk(hire.recruiter_id);
    if hire.introduced_on is null or hire.left_on is not null or exists (select from liaison.fees f where f.id = placement) then
        perform liaison.refuse('conflict', 'M6', 'This hire has its fee, brings none, or ended before one was raised.');
    end if;
    if raise_fee.salary_minor is not null then
        update liaison.placements p set salary_minor = raise_fee.salary_minor, salary_currency = raise_fee.salary_currency
         where p.id = placement returning * into hire;
    end if;
    perform liaison_private.owe_fee(hire, contract, fee_minor, raise_fee.due_on);
    for lost in
        update liaison.bonuses b set void_reason = 'agency-fee-due'
         where b.placement_id = placement and b.sponsor_client_id is not null and b.paid_on is null and fee_minor > 0
           and not (select p.pays_beside_fee from liaison.programmes p where p.id = b.programme_id)
        returning b.*
    loop
        perform liaison_private.move_bonus('forfeiture', lost, null);
    end loop;
end
$$;
comment on function liaison.raise_fee(bigint, bigint, text, bigint, bigint, date) is 'the fee of a hire older than its contract (M4, M6)';

create function liaison.pay_fee(fee bigint, amount bigint, reference text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    asked liaison.fees;
    owed bigint;
begin
    select * into asked from liaison.fees f where f.id = fee for no key update;
    perform liaison_private.require_desk(asked.recruiter_id);
    select coalesce(sum(e.amount_minor), 0) into owed from liaison.ledger_entries e where e.placement_id = fee and e.account = 'receivable';
    if owed <= 0 then
        perform liaison.refuse('already-paid', 'M3', 'Nothing is owed for this hire any more.');
    end if;
    if asked.invoiced_on is null then
        perform liaison.refuse('conflict', 'M6', 'Nobody was asked for this fee yet; invoice it first.');
    end if;
    if amount not between 1 and owed then
        perform liaison.refuse('invalid', 'M7', 'No more can be paid than is owed, and no less than something.',
            jsonb_build_object('fields', jsonb_build_object('amount', format('must be from 1 to %s minor units', owed))));
    end if;
    perform liaison_private.move_money(
        'fee_payment', fee, asked.recruiter_id, reference, 'bank', 'receivable', coalesce(amount, owed), asked.currency);
end
$$;
comment on function liaison.pay_fee(bigint, bigint, text) is 'a client pays what it owes, or a part of it (M7)';

-- Batches for payroll and invoicing (M8) --------------------------------------------------------------------------------------------

create table liaison.batches (
    id bigint generated always as identity,
    kind text not null,
    made_on date not null default liaison.agency_today(),
    made_by bigint not null default coalesce(liaison.account_id(), 0),
    constraint batches_pkey primary key (id),
    constraint batches_kind_check check (kind in ('bonus', 'fee'))
);
comment on table liaison.batches is 'exports of what is to be paid or invoiced; each can be had again as it was';
create table liaison.batch_items (
    id bigint generated always as identity,
    batch_id bigint not null,
    bonus_id bigint,
    fee_id bigint,
    name text not null,
    description text not null,
    due_on date not null,
    amount_minor bigint not null,
    currency text not null,
    constraint batch_items_pkey primary key (id),
    constraint batch_items_bonus_key unique (bonus_id),
    constraint batch_items_fee_key unique (fee_id),
    constraint batch_items_batch_fkey foreign key (batch_id) references liaison.batches (id) on delete restrict,
    constraint batch_items_bonus_fkey foreign key (bonus_id) references liaison.bonuses (id) on delete restrict,
    constraint batch_items_fee_fkey foreign key (fee_id) references liaison.fees (id) on delete restrict,
    constraint batch_items_kind_check check (num_nonnulls(bonus_id, fee_id) = 1)
);
create index batch_items_batch_idx on liaison.batch_items (batch_id, id);
comment on table liaison.batch_items is 'lines of a batch as they were written, each bonus and each fee in one batch only';

create function liaison.make_batch(kind text) returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    made bigint;
begin
    perform liaison_private.require_payer();
    perform pg_advisory_xact_lock(hashtext('liaison.batches'), hashtext(kind));
    insert into liaison.batches (kind) values (make_batch.kind) returning id into made;
    insert into liaison.batch_items (batch_id, bonus_id, fee_id, name, description, due_on, amount_minor, currency)
    select made, b.id, null, r.name, format('%s, instalment %s, for %s', p.name, b.instalment, k.name), b.due_on, b.amount_minor, b.currency
      from liaison.bonuses b join liaison.referrers r on r.id = b.referrer_id join liaison.programmes p on p.id = b.programme_id
      join liaison.candidates k on k.id = b.candidate_id
     where make_batch.kind = 'bonus' and b.due_on <= liaison.agency_today() and b.amount_minor > 0 and b.void_reason is null
       and b.forfeited_on is null and b.paid_on is null and not exists (select from liaison.batch_items i where i.bonus_id = b.id)
     union all
    select made, null, f.id, c.name, format('%s, %s, from %s', k.name, v.title, h.start_on), f.due_on, x.owed, f.currency
      from liaison.fees f join liaison.clients c on c.id = f.client_id join liaison.placements h on h.id = f.id
      join liaison.candidates k on k.id = h.candidate_id join liaison.submissions s on s.id = h.submission_id
      join liaison.vacancies v on v.id = s.vacancy_id
     cross join lateral (select sum(e.amount_minor)::bigint as owed from liaison.ledger_entries e
                          where e.placement_id = f.id and e.account = 'receivable') x
     where make_batch.kind = 'fee' and f.invoiced_on is null and x.owed > 0 and not exists (select from liaison.batch_items i where i.fee_id = f.id)
     order by 2, 3;
    if not found then
        perform liaison.refuse('conflict', 'M8', 'Nothing waits to be exported.');
    end if;
    return made;
end
$$;
comment on function liaison.make_batch(text) is 'M8: what is payable, or not invoiced yet, and in no batch; for coordinators';

-- Who may see and do what (RULES 7) -----------------------------------------------------------------------------------------------

do $$
declare
    t text;
begin
    foreach t in array array['bonuses', 'batches', 'batch_items'] loop
        execute format('alter table liaison.%I enable row level security', t);
        execute format('alter table liaison.%I force row level security', t);
        execute format('create policy owner on liaison.%I to liaison_owner using (true) with check (true)', t);
        execute format('comment on policy owner on liaison.%I is %L', t, 'the owner''s triggers and definer functions');
        execute format('grant select on liaison.%I to liaison_staff', t);
        execute format(
            'create trigger audit after insert or update or delete on liaison.%I for each row '
            'execute function liaison_private.record_change(%s)', t, case t when 'batch_items' then '''name'', ''description''' else '' end);
        execute format(
            'create trigger append_only before delete%s on liaison.%I for each row execute function liaison_private.refuse_change()',
            case t when 'bonuses' then '' else ' or update' end, t);
        execute format('create trigger append_only_truncate before truncate on liaison.%I execute function liaison_private.refuse_change()', t);
    end loop;
    foreach t in array array['batches', 'batch_items'] loop
        execute format('create policy coordinator on liaison.%I for select to liaison_staff using ((select liaison.is_coordinator()))', t);
        execute format('comment on policy coordinator on liaison.%I is %L', t, 'RULES 7: paying is a coordinator''s');
    end loop;
end
$$;
create policy staff_read on liaison.bonuses for select to liaison_staff
    using ((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]));
comment on policy staff_read on liaison.bonuses is 'RULES 7: own desk, a coordinator all';
create policy referrer_payable on liaison.bonuses for select to liaison_referrer
    using (referrer_id = (select liaison.referrer_id()) and due_on <= (select liaison.agency_today()) and forfeited_on is null
           and void_reason is null);
comment on policy referrer_payable on liaison.bonuses is 'R6: money that is due to them, and nothing before it is';
grant select (id, nomination_id, programme_id, referrer_id, instalment, due_on, amount_minor, currency, paid_on)
    on liaison.bonuses to liaison_referrer;
create trigger announce_paid after update of paid_on on liaison.bonuses
    for each row when (old.paid_on is null and new.paid_on is not null) execute function liaison_private.announce('bonus.pay');

revoke execute on function
    liaison_private.check_referrer(), liaison_private.check_liability(), liaison_private.forfeit_bonuses(), liaison_private.require_payer(),
    liaison_private.move_bonus(text, liaison.bonuses, text, bigint), liaison.bonus_terms(bigint),
    liaison.grant_bonuses(bigint, bigint[], date[]), liaison.pay_bonus(bigint, text), liaison.reverse_payment(bigint, text),
    liaison.raise_fee(bigint, bigint, text, bigint, bigint, date), liaison.pay_fee(bigint, bigint, text), liaison.make_batch(text)
    from public;
grant execute on function
    liaison.bonus_terms(bigint), liaison.grant_bonuses(bigint, bigint[], date[]), liaison.pay_bonus(bigint, text),
    liaison.reverse_payment(bigint, text), liaison.raise_fee(bigint, bigint, text, bigint, bigint, date), liaison.pay_fee(bigint, bigint, text),
    liaison.make_batch(text) to liaison_staff;
