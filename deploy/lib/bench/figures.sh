# Figures: taken in turns with their reference, kept, and shown; sourced.
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # value and reference go to the rows; runs and work are set by deploy/bench

median() { sort -g | awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# take NAME COMMAND...: one run, which prints a number; said on standard error.
take() {
    local name=$1 figure
    shift
    figure=$("$@") || figure=''
    if [[ ! $figure =~ ^[0-9.]+$ ]]; then
        note "  $name: the run failed"
        return 1
    fi
    note "  $name: $figure"
    printf '%s\n' "$figure"
}

# alternate ROW OURS REFERENCE: functions that print one figure each. A run of each to warm up, then $runs in turns;
# leaves the medians in $value and $reference, or nothing in them if a run failed.
alternate() {
    local row=$1 ours=$2 theirs=$3 run figure
    local values=$work/$row.values references=$work/$row.references
    value='' reference=''
    : >"$values"
    : >"$references"
    note "$row"
    take 'warm-up, ours' "$ours" >/dev/null || return 0
    take 'warm-up, reference' "$theirs" >/dev/null || return 0
    for ((run = 1; run <= runs; run++)); do
        figure=$(take "$run, ours" "$ours") || return 0
        printf '%s\n' "$figure" >>"$values"
        figure=$(take "$run, reference" "$theirs") || return 0
        printf '%s\n' "$figure" >>"$references"
    done
    value=$(median <"$values")
    reference=$(median <"$references")
}

# record NAME VALUE REFERENCE UNIT RELATION LIMIT [value]: the goal is RELATION (>= or <=) LIMIT, of the ratio or, with the
# last word, of the value itself. An empty value is a run that failed.
record() {
    awk -v OFS='\t' -v name="$1" -v value="$2" -v reference="$3" -v unit="$4" -v relation="$5" -v limit="$6" -v of="${7-ratio}" '
        function number(x) { return x == "" ? "null" : sprintf(x >= 1000 ? "%.0f" : x >= 10 ? "%.1f" : "%.3f", x) }
        BEGIN {
            ratio = value != "" && reference > 0 ? value / reference : ""
            judged = of == "value" ? value : ratio
            met = judged != "" && (relation == ">=" ? judged >= limit : judged <= limit)
            print name, number(value), number(reference), number(ratio), unit,
                relation " " limit (of == "value" ? " " unit : ""), met ? "true" : "false"
        }' </dev/null >>"$results"
}

all_goals_met() { ! cut -f 7 "$results" | grep -qv true; }

print_table() {
    {
        printf 'name\tvalue\treference\tratio\tunit\tgoal\tmet\n'
        sed 's/\tnull/\t-/g; s/\ttrue$/\tyes/; s/\tfalse$/\tNO/' "$results"
    } | awk -F '\t' '
        { for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } }
        END {
            for (row = 1; row <= NR; row++) {
                line = ""
                for (i = 1; i <= 7; i++)
                    line = line sprintf(i >= 2 && i <= 4 ? "%" width[i] "s  " : "%-" width[i] "s  ", cell[row, i])
                sub(/ +$/, "", line)
                print line
            }
        }'
}

print_json() {
    awk -F '\t' '
        BEGIN { printf "[" }
        {
            printf "%s\n  {\"name\": \"%s\", \"value\": %s, \"reference\": %s, \"ratio\": %s, \"unit\": \"%s\", \"goal\": \"%s\", \"met\": %s}",
                (NR > 1 ? "," : ""), $1, $2, $3, $4, $5, $6, $7
        }
        END { print "\n]" }' "$results"
}

# print_machine: what the figures were taken on.
print_machine() {
    local model
    model=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)
    printf '%s cores (%s), %s GiB, Linux %s, %s, %s\n' "$(nproc)" "${model:-unknown}" \
        "$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)" "$(uname -r)" \
        "$("$(postgres_programs)/postgres" --version)" "$(swift --version 2>/dev/null | grep -o 'Swift version [^ ]*' | head -n 1)"
}
