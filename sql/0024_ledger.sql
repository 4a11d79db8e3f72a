-- Contracts, placements, fees and the ledger that every sum is read from (M5 to M7).
-- Effect on a running service: none before somebody records a contract or a placement. A placement publishes that the candidate was
-- placed, and from then on nothing else that happens to the submission takes that back.

-- Contracts (M5) ---------------------------------------------------------------------------------------------------------------

create table liaison.contracts (
    id bigint generated always as identity,
    client_id bigint not null,
    effective_from date not null,
    kind text not null,
    currency text not null,
    fee_bp integer,
    minimum_minor bigint not null default 0,
    flat_minor bigint,
    payment_days integer not null,
    rebates jsonb not null default '[]',
    introduction_months integer not null default 12,
    set_by bigint not null default liaison.staff_id(),
    set_at timestamptz not null default liaison.now(),
    constraint contracts_pkey primary key (id),
    constraint contracts_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint contracts_set_by_fkey foreign key (set_by) references liaison.recruiters (id) on delete restrict,
    constraint contracts_kind_check check (case kind
        when 'percent' then fee_bp is not null and flat_minor is null
        when 'flat' then flat_minor is not null and fee_bp is null and minimum_minor = 0
        else false end),
    constraint contracts_currency_check check (currency ~ '^[A-Z]{3}$'),
    constraint contracts_fee_check check (fee_bp between 0 and 10000 and greatest(minimum_minor, flat_minor) <= 1000000000000000
        and least(minimum_minor, flat_minor) >= 0),
    constraint contracts_days_check check (payment_days between 0 and 366 and introduction_months between 0 and 120)
);
create index contracts_client_idx on liaison.contracts (client_id, effective_from, id);
create index contracts_set_by_idx on liaison.contracts (set_by);
comment on table liaison.contracts is 'what a client owes for a hire, in versions; a hire keeps that of its start date (M5)';
comment on column liaison.contracts.rebates is 'list of {within_days, rebate_bp}; the first row with at least the days served applies';
comment on column liaison.contracts.introduction_months is 'how long after an introduction a hire brings the fee (M6)';

create function liaison_private.check_contract() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if jsonb_typeof(new.rebates) <> 'array' or (
        select count(*) > 24 or coalesce(not bool_and(x.is_line and x.days <= 36500 and x.share <= 10000 and x.days > x.before), false)
          from (select m.*, lag(m.days, 1, -1) over (order by m.place) as before
                  from (select r.place, l.is_line, case when l.is_line then (r.line ->> 'within_days')::integer else -1 end as days,
                               case when l.is_line then (r.line ->> 'rebate_bp')::integer end as share
                          from jsonb_array_elements(case jsonb_typeof(new.rebates) when 'array' then new.rebates else '[]' end)
                               with ordinality r (line, place)
                         cross join lateral (select case jsonb_typeof(r.line) when 'object' then
                               (r.line -> 'within_days')::text ~ '^[0-9]{1,5}$' and (r.line -> 'rebate_bp')::text ~ '^[0-9]{1,5}$'
                               and r.line - array['within_days', 'rebate_bp'] = '{}' end is true as is_line) l) m) x)
    then
        perform liaison.refuse('invalid', 'M5', 'A rebate table has at most 24 rows of days and basis points, the days rising.',
            jsonb_build_object('fields', jsonb_build_object('rebates', 'must be rows of within_days and rebate_bp, the days rising')));
    end if;
    return null;
end
$$;
comment on function liaison_private.check_contract() is 'M5: a rebate table can be read from top to bottom';
create trigger check_contract after insert on liaison.contracts for each row execute function liaison_private.check_contract();

create function liaison_private.contract_on(client bigint, day date) returns liaison.contracts
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select c from liaison.contracts c where c.client_id = client and c.effective_from <= day
     order by c.effective_from desc, c.id desc limit 1;
$$;
comment on function liaison_private.contract_on(bigint, date) is 'the version of a client''s contract in force on a day, or a row of nulls';

-- Placements and fees -----------------------------------------------------------------------------------------------------------

create table liaison.placements (
    id bigint generated always as identity,
    submission_id bigint not null,
    candidate_id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    start_on date not null,
    salary_minor bigint,
    salary_currency text,
    introduced_on date,
    placed_on date not null default liaison.agency_today(),
    placed_by bigint not null default coalesce(liaison.account_id(), 0),
    left_on date,
    constraint placements_pkey primary key (id),
    constraint placements_submission_key unique (submission_id),
    constraint placements_submission_fkey
        foreign key (candidate_id, submission_id) references liaison.submissions (candidate_id, id) on delete restrict,
    constraint placements_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint placements_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint placements_salary_check check ((salary_minor is null) = (salary_currency is null) and salary_minor between 1 and 1000000000000000),
    constraint placements_left_check check (left_on >= start_on)
);
create index placements_submission_idx on liaison.placements (candidate_id, submission_id);
create index placements_client_idx on liaison.placements (client_id, id);
create index placements_recruiter_idx on liaison.placements (recruiter_id, id);
comment on table liaison.placements is 'candidates who start, or started, at a client, and until when they stay';
comment on column liaison.placements.introduced_on is 'when the agency had last put them to the client within the window (M6), or null';

create table liaison.fees (
    id bigint not null,
    client_id bigint not null,
    recruiter_id bigint not null,
    contract_id bigint not null,
    currency text not null,
    rebates jsonb not null,
    due_on date not null,
    invoice text,
    invoiced_on date,
    constraint fees_pkey primary key (id),
    constraint fees_placement_fkey foreign key (id) references liaison.placements (id) on delete restrict,
    constraint fees_client_fkey foreign key (client_id) references liaison.clients (id) on delete restrict,
    constraint fees_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint fees_contract_fkey foreign key (contract_id) references liaison.contracts (id) on delete restrict,
    constraint fees_invoice_check check ((invoice is null) = (invoiced_on is null) and length(invoice) between 1 and 200)
);
create unique index fees_invoice_key on liaison.fees (invoice);
create index fees_client_idx on liaison.fees (client_id, id);
create index fees_recruiter_idx on liaison.fees (recruiter_id, id);
create index fees_contract_idx on liaison.fees (contract_id);
comment on table liaison.fees is 'which hire brings a fee, when it is due and by which invoice it was asked for; the sums are the ledger''s (M7)';
comment on column liaison.fees.id is 'the placement';

-- The ledger (M7) ---------------------------------------------------------------------------------------------------------------

create table liaison.ledger_accounts (
    name text not null,
    kind text not null,
    description text not null,
    constraint ledger_accounts_pkey primary key (name),
    constraint ledger_accounts_kind_check check (kind in ('asset', 'liability', 'income', 'expense'))
);
comment on table liaison.ledger_accounts is 'what entries of the ledger stand under';

insert into liaison.ledger_accounts (name, kind, description) values
    ('receivable', 'asset', 'fees that clients owe'),
    ('bank', 'asset', 'what was paid to the agency and by it'),
    ('fee_income', 'income', 'fees for hires'),
    ('fee_rebate', 'income', 'parts of fees returned because somebody left'),
    ('bonus_expense', 'expense', 'referral bonuses of the agency''s own programmes'),
    ('sponsor_commitment', 'asset', 'referral bonuses that clients pay their own staff'),
    ('bonus_liability', 'liability', 'referral bonuses promised and not paid');

create table liaison.ledger_transactions (
    id bigint generated always as identity,
    kind text not null,
    placement_id bigint not null,
    recruiter_id bigint not null,
    made_on date not null,
    recorded_at timestamptz not null default liaison.now(),
    recorded_by bigint not null default coalesce(liaison.account_id(), 0),
    reference text,
    reverses_id bigint,
    made_in xid8 not null default pg_current_xact_id(),
    constraint ledger_transactions_pkey primary key (id),
    constraint ledger_transactions_reverses_key unique (reverses_id),
    constraint ledger_transactions_placement_fkey foreign key (placement_id) references liaison.placements (id) on delete restrict,
    constraint ledger_transactions_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint ledger_transactions_reverses_fkey foreign key (reverses_id) references liaison.ledger_transactions (id) on delete restrict,
    constraint ledger_transactions_kind_check check (kind in ('fee', 'rebate', 'bonus', 'bonus_payment', 'forfeiture', 'reversal')),
    constraint ledger_transactions_reversal_check check ((kind = 'reversal') = (reverses_id is not null)),
    constraint ledger_transactions_reference_check check (length(reference) between 1 and 200)
);
create index ledger_transactions_placement_idx on liaison.ledger_transactions (placement_id, id);
create index ledger_transactions_recruiter_idx on liaison.ledger_transactions (recruiter_id, id);
comment on table liaison.ledger_transactions is 'movements of money; append-only, undone by a reversing one alone (M3, M7)';
comment on column liaison.ledger_transactions.made_on is 'the agency''s day of the recording: what the ledger says of a past day never changes';
comment on column liaison.ledger_transactions.reference is 'what a payment is known by outside, or why something was reversed';
comment on column liaison.ledger_transactions.made_in is 'the database transaction, so that no entry is added later';

create table liaison.ledger_entries (
    id bigint generated always as identity,
    transaction_id bigint not null,
    placement_id bigint not null,
    recruiter_id bigint not null,
    made_on date not null,
    account text not null,
    amount_minor bigint not null,
    currency text not null,
    constraint ledger_entries_pkey primary key (id),
    constraint ledger_entries_transaction_fkey foreign key (transaction_id) references liaison.ledger_transactions (id) on delete restrict,
    constraint ledger_entries_placement_fkey foreign key (placement_id) references liaison.placements (id) on delete restrict,
    constraint ledger_entries_recruiter_fkey foreign key (recruiter_id) references liaison.recruiters (id) on delete restrict,
    constraint ledger_entries_account_fkey foreign key (account) references liaison.ledger_accounts (name) on delete restrict,
    constraint ledger_entries_amount_check check (amount_minor <> 0 and amount_minor between -1000000000000000 and 1000000000000000),
    constraint ledger_entries_currency_check check (currency ~ '^[A-Z]{3}$')
);
create index ledger_entries_transaction_idx on liaison.ledger_entries (transaction_id, id);
create index ledger_entries_placement_idx on liaison.ledger_entries (placement_id, account);
create index ledger_entries_recruiter_idx on liaison.ledger_entries (recruiter_id, made_on);
create index ledger_entries_account_idx on liaison.ledger_entries (account, currency, made_on);
comment on table liaison.ledger_entries is 'sums under accounts; no two currencies are ever added (M7)';
comment on column liaison.ledger_entries.amount_minor is 'minor units; a debit is positive, a credit negative';

create function liaison_private.date_ledger_transaction() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.made_on := liaison.agency_today();
    new.made_in := pg_current_xact_id();
    return new;
end
$$;
comment on function liaison_private.date_ledger_transaction() is 'a movement is of today, whoever writes it';
create trigger date_ledger_transaction before insert on liaison.ledger_transactions
    for each row execute function liaison_private.date_ledger_transaction();

create function liaison_private.take_from_ledger_transaction() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    parent liaison.ledger_transactions;
begin
    select * into parent from liaison.ledger_transactions t where t.id = new.transaction_id;
    if parent.made_in is distinct from pg_current_xact_id() then
        raise exception using errcode = '42501', message = 'ledger_transactions is append-only';
    end if;
    new.placement_id := parent.placement_id;
    new.recruiter_id := parent.recruiter_id;
    new.made_on := parent.made_on;
    return new;
end
$$;
comment on function liaison_private.take_from_ledger_transaction() is 'no entry is added to a movement that was made before (M7)';
create trigger a_take_from_ledger_transaction before insert on liaison.ledger_entries
    for each row execute function liaison_private.take_from_ledger_transaction();

create function liaison_private.check_ledger_balance() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    checked liaison.ledger_transactions;
begin
    if tg_table_name = 'ledger_transactions' then
        checked := new;
    else
        select * into checked from liaison.ledger_transactions t where t.id = new.transaction_id;
    end if;
    if not exists (select from liaison.ledger_entries e where e.transaction_id = checked.id)
       or exists (select from liaison.ledger_entries e where e.transaction_id = checked.id group by e.currency having sum(e.amount_minor) <> 0)
    then
        raise check_violation using message = 'a movement has entries that balance in each currency',
            constraint = 'ledger_transactions_balance_check', table = 'ledger_transactions';
    end if;
    if checked.reverses_id is not null and (
           exists (select from liaison.ledger_transactions t where t.id = checked.reverses_id and t.kind = 'reversal')
           or exists (select from liaison.ledger_entries e where e.transaction_id in (checked.id, checked.reverses_id)
                       group by e.account, e.currency having sum(e.amount_minor) <> 0))
    then
        raise check_violation using message = 'a reversal takes back one movement, whole',
            constraint = 'ledger_transactions_mirror_check', table = 'ledger_transactions';
    end if;
    return null;
end
$$;
comment on function liaison_private.check_ledger_balance() is 'M7: every movement has entries that balance in each currency';
create constraint trigger check_ledger_balance after insert on liaison.ledger_transactions
    deferrable initially deferred for each row execute function liaison_private.check_ledger_balance();
create constraint trigger check_ledger_balance after insert on liaison.ledger_entries
    deferrable initially deferred for each row execute function liaison_private.check_ledger_balance();

-- Who may see (RULES 7); all but contracts is written by the functions below alone ------------------------------------------------

do $$
declare
    t text;
begin
    foreach t in array array['contracts', 'placements', 'fees', 'ledger_accounts', 'ledger_transactions', 'ledger_entries'] loop
        execute format('alter table liaison.%I enable row level security', t);
        execute format('alter table liaison.%I force row level security', t);
        execute format('create policy owner on liaison.%I to liaison_owner using (true) with check (true)', t);
        execute format('comment on policy owner on liaison.%I is %L', t, 'the owner''s triggers and definer functions');
        execute format('grant select on liaison.%I to liaison_staff', t);
        execute format(
            'create trigger audit after insert or update or delete on liaison.%I for each row '
            'execute function liaison_private.record_change(%s)', t, case t when 'placements' then '''salary_minor''' else '' end);
        execute format(
            'create trigger append_only before delete%s on liaison.%I for each row execute function liaison_private.refuse_change()',
            case when t in ('placements', 'fees') then '' else ' or update' end, t);
        execute format('create trigger append_only_truncate before truncate on liaison.%I execute function liaison_private.refuse_change()', t);
    end loop;
    foreach t in array array['placements', 'fees', 'ledger_transactions', 'ledger_entries'] loop
        execute format(
            'create policy staff_read on liaison.%I for select to liaison_staff using '
            '((select liaison.is_coordinator()) or recruiter_id = any ((select liaison.own_desks())::bigint[]))', t);
        execute format('comment on policy staff_read on liaison.%I is %L', t, 'RULES 7: own desk, a coordinator all');
    end loop;
end
$$;

-- A contract follows its client to another desk.
create policy staff_read on liaison.contracts for select to liaison_staff using ((select liaison.is_coordinator()) or client_id = any (array(
        select c.id from liaison.clients c where c.recruiter_id = any ((select liaison.own_desks())::bigint[]))));
comment on policy staff_read on liaison.contracts is 'RULES 7: own desk, a coordinator all';
create policy desk_insert on liaison.contracts for insert to liaison_staff with check (liaison.runs_client(client_id));
comment on policy desk_insert on liaison.contracts is 'RULES 7: change own desk';
grant insert (client_id, effective_from, kind, currency, fee_bp, minimum_minor, flat_minor, payment_days, rebates, introduction_months)
    on liaison.contracts to liaison_staff;
create policy staff_read on liaison.ledger_accounts for select to liaison_staff using ((select liaison.staff_id()) is not null);
comment on policy staff_read on liaison.ledger_accounts is 'RULES 7: recruiters and coordinators read all';

-- Hires -----------------------------------------------------------------------------------------------------------------------

create function liaison_private.require_desk(desk bigint) returns void
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if desk is null or not (liaison.runs_desk(desk) or pg_has_role(session_user, 'liaison_owner', 'member')) then
        raise insufficient_privilege using message = 'this is another desk''s, or not there';
    end if;
end
$$;
comment on function liaison_private.require_desk(bigint) is 'money of a desk is moved by who runs it (RULES 7)';

create function liaison_private.introduced_on(candidate bigint, client bigint, day date, months integer) returns date
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select max(s.sent_on) from liaison.submissions s
      left join liaison.nominations n on n.id = s.nomination_id
      left join liaison.programmes p on p.id = n.programme_id
     where s.candidate_id = candidate and s.client_id = client and day between s.sent_on and s.sent_on + make_interval(months => months)
       and (s.channel = 'agency' or n.id is not null and p.sponsor_client_id is null);
$$;
comment on function liaison_private.introduced_on(bigint, bigint, date, integer) is 'M6: on its own channel, or referred to the agency itself';

create function liaison_private.move_money(
    kind text, placement bigint, desk bigint, reference text, debit text, credit text, amount bigint, currency text
) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    made bigint;
begin
    if amount > 0 then
        insert into liaison.ledger_transactions (kind, placement_id, recruiter_id, reference)
        values (move_money.kind, placement, desk, move_money.reference) returning id into made;
        insert into liaison.ledger_entries (transaction_id, account, amount_minor, currency)
        values (made, debit, amount, move_money.currency), (made, credit, -amount, move_money.currency);
    end if;
end
$$;
comment on function liaison_private.move_money(text, bigint, bigint, text, text, text, bigint, text) is 'two entries, or none of nothing';

create function liaison_private.owe_fee(hire liaison.placements, contract bigint, fee_minor bigint, due_on date) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    terms liaison.contracts := liaison_private.contract_on(hire.client_id, hire.start_on);
begin
    if terms.kind = 'percent' and (hire.salary_minor is null or hire.salary_currency <> terms.currency) then
        perform liaison.refuse('invalid', 'M5', format('The fee is a share of the salary, in %s.', terms.currency),
            jsonb_build_object('fields', jsonb_build_object('salary', format('must be given, in %s as the contract says', terms.currency))));
    end if;
    -- Half away from zero, as Agency.FeePlan has it: each works it out for itself.
    if (contract, fee_minor, due_on) is distinct from (
        terms.id, case terms.kind when 'flat' then terms.flat_minor
                      else greatest(round(hire.salary_minor::numeric * terms.fee_bp / 10000), terms.minimum_minor)::bigint end,
        hire.start_on + terms.payment_days)
    then
        perform liaison.refuse('conflict', 'M5', 'The contract has changed meanwhile, or the fee is not what it says.');
    end if;
    insert into liaison.fees (id, client_id, recruiter_id, contract_id, currency, rebates, due_on)
    values (hire.id, hire.client_id, hire.recruiter_id, terms.id, terms.currency, terms.rebates, owe_fee.due_on);
    perform liaison_private.move_money('fee', hire.id, hire.recruiter_id, null, 'receivable', 'fee_income', fee_minor, terms.currency);
end
$$;
comment on function liaison_private.owe_fee(liaison.placements, bigint, bigint, date) is 'M5: what the contract of the start date says';

create function liaison.hire_terms(submission bigint, start_on date)
    returns table (contract_id bigint, kind text, currency text, fee_bp integer, minimum_minor bigint, flat_minor bigint, payment_days integer)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    return query
        select c.id, c.kind, c.currency, c.fee_bp, c.minimum_minor, c.flat_minor, c.payment_days
          from liaison.submissions s cross join lateral liaison_private.contract_on(s.client_id, hire_terms.start_on) c
         where s.id = submission and liaison.runs_desk(s.recruiter_id)
           and liaison_private.introduced_on(s.candidate_id, s.client_id, hire_terms.start_on, c.introduction_months) is not null;
end
$$;
comment on function liaison.hire_terms(bigint, date) is 'for who runs the desk: by which contract a hire brings a fee, if it does (M5, M6)';

create function liaison.place_candidate(
    submission bigint, start_on date, salary_minor bigint, salary_currency text, contract bigint, fee_minor bigint, due_on date
) returns bigint
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    hired liaison.submissions;
    made liaison.placements;
    terms liaison.contracts;
    today date := liaison.agency_today();
begin
    select * into hired from liaison.submissions s where s.id = submission for no key update;
    perform liaison_private.require_desk(hired.recruiter_id);
    if exists (select from liaison.placements p where p.submission_id = submission) then
        perform liaison.refuse('conflict', 'M3', 'This candidate was placed here before.');
    end if;
    if hired.sent_on is null or hired.closed_on is not null then
        perform liaison.refuse('conflict', 'R10', 'The submission was not sent yet, or is closed.');
    end if;
    if start_on < hired.sent_on or start_on > today + 731 then
        perform liaison.refuse('invalid-date', 'M3', 'Somebody starts on the day they were put forward or later, and within two years.',
            jsonb_build_object('sent_on', hired.sent_on, 'today', today));
    end if;
    terms := liaison_private.contract_on(hired.client_id, place_candidate.start_on);
    insert into liaison.placements (
        submission_id, candidate_id, client_id, recruiter_id, start_on, salary_minor, salary_currency, introduced_on)
    values (
        hired.id, hired.candidate_id, hired.client_id, hired.recruiter_id, place_candidate.start_on, place_candidate.salary_minor,
        place_candidate.salary_currency,
        liaison_private.introduced_on(hired.candidate_id, hired.client_id, place_candidate.start_on, coalesce(terms.introduction_months, 12)))
    returning * into made;
    update liaison.submissions s set stage = 'placed', published_stage = 'placed', published_on = today where s.id = submission;
    if made.introduced_on is not null and terms.id is not null then
        perform liaison_private.owe_fee(made, contract, fee_minor, due_on);
    elsif contract is not null then
        perform liaison.refuse('conflict', 'M6', 'This hire brings no fee: the candidate was not introduced, or there is no contract.');
    end if;
    return made.id;
end
$$;
comment on function liaison.place_candidate(bigint, date, bigint, text, bigint, bigint, date) is 'a candidate starts, and brings a fee (M5, M6)';

create function liaison.record_departure(placement bigint, left_on date, rebate_minor bigint) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    hire liaison.placements;
    fee liaison.fees;
    share integer;
    today date := liaison.agency_today();
begin
    select * into hire from liaison.placements p where p.id = placement for no key update;
    perform liaison_private.require_desk(hire.recruiter_id);
    if hire.left_on is not null then
        perform liaison.refuse('conflict', 'M3', 'This person''s leaving is on record already.', jsonb_build_object('left_on', hire.left_on));
    end if;
    if left_on < hire.start_on or left_on > today + 366 then
        perform liaison.refuse('invalid-date', 'M3', 'Somebody leaves on the day they started or later, and within a year from now.',
            jsonb_build_object('start_on', hire.start_on, 'today', today));
    end if;
    select * into fee from liaison.fees f where f.id = placement for no key update;
    select (r.line ->> 'rebate_bp')::integer into share
      from jsonb_array_elements(fee.rebates) with ordinality r (line, place)
     where (r.line ->> 'within_days')::integer >= record_departure.left_on - hire.start_on order by r.place limit 1;
    if rebate_minor is distinct from (
        select coalesce(round(sum(e.amount_minor) * share / 10000), 0)::bigint from liaison.ledger_entries e
         where e.placement_id = placement and e.account = 'fee_income') * -1
    then
        perform liaison.refuse('conflict', 'M5', 'The rebate is not what the contract says.');
    end if;
    update liaison.placements p set left_on = record_departure.left_on where p.id = placement;
    perform liaison_private.move_money('rebate', hire.id, hire.recruiter_id, null, 'fee_rebate', 'receivable', rebate_minor, fee.currency);
end
$$;
comment on function liaison.record_departure(bigint, date, bigint) is 'somebody leaves, once, and what comes back of the fee (M3, M5)';

create function liaison.invoice_fee(fee bigint, reference text) returns void
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    asked liaison.fees;
    today date := liaison.agency_today();
begin
    select * into asked from liaison.fees f where f.id = fee for no key update;
    perform liaison_private.require_desk(asked.recruiter_id);
    if asked.invoiced_on is not null then
        perform liaison.refuse('conflict', 'M6', 'This fee was invoiced before.',
            jsonb_build_object('invoice', asked.invoice, 'invoiced_on', asked.invoiced_on));
    end if;
    if coalesce((select sum(e.amount_minor) from liaison.ledger_entries e where e.placement_id = fee and e.account = 'receivable'), 0) <= 0 then
        perform liaison.refuse('conflict', 'M5', 'Nothing is owed for this hire any more.');
    end if;
    update liaison.fees f set invoice = reference, invoiced_on = today where f.id = fee;
end
$$;
comment on function liaison.invoice_fee(bigint, text) is 'a fee is asked for, once, by an invoice of its own number (M6)';

create function liaison_private.keep_placed() returns trigger
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from liaison.placements p where p.submission_id = new.id) then
        if new.stage <> 'placed' then
            perform liaison.refuse('conflict', 'M3', 'The candidate was placed here; when they leave, record the departure.');
        end if;
        new.published_stage := 'placed';
        new.published_closed_on := null;
    end if;
    return new;
end
$$;
comment on function liaison_private.keep_placed() is 'who was placed stays so, to the agency and as published, whatever is released late (R9)';
create trigger keep_placed before update of stage, published_stage, published_closed_on on liaison.submissions
    for each row execute function liaison_private.keep_placed();

create trigger announce after insert on liaison.placements for each row execute function liaison_private.announce('placement.start');
create trigger announce_left after update of left_on on liaison.placements
    for each row when (old.left_on is null and new.left_on is not null) execute function liaison_private.announce('placement.leave');

revoke execute on function
    liaison_private.check_contract(), liaison_private.contract_on(bigint, date), liaison_private.date_ledger_transaction(),
    liaison_private.take_from_ledger_transaction(), liaison_private.check_ledger_balance(), liaison_private.require_desk(bigint),
    liaison_private.introduced_on(bigint, bigint, date, integer), liaison_private.keep_placed(),
    liaison_private.move_money(text, bigint, bigint, text, text, text, bigint, text),
    liaison_private.owe_fee(liaison.placements, bigint, bigint, date), liaison.hire_terms(bigint, date),
    liaison.place_candidate(bigint, date, bigint, text, bigint, bigint, date), liaison.record_departure(bigint, date, bigint),
    liaison.invoice_fee(bigint, text) from public;
grant execute on function
    liaison.hire_terms(bigint, date), liaison.place_candidate(bigint, date, bigint, text, bigint, bigint, date),
    liaison.record_departure(bigint, date, bigint), liaison.invoice_fee(bigint, text) to liaison_staff;
