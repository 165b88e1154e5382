# Compute the figures of an exported scorecard of Check My OGP again, from the ratings beside this script.
#
#     Rscript reproduce.R [FOLDER]
#
# It needs R and none of its packages, and shares no code with the site. It compares every file with SHA256SUMS, and
# looks whether each row that must be there is there, once. Then it reads ratings.csv, levels.csv, milestones.csv and
# method.csv, computes by the published method, and compares with divergence.csv, reliability.csv and kappa.csv, up to
# 1e-9. It prints what it found, and ends with 0 where everything is equal, with 1 where anything differs or is missing.
# R computes SHA-256 from version 4.5 on; before, the command sha256sum is asked, and where there is none, this script
# says that it did not compare. The interval of alpha is drawn with Python's own generator of random numbers: reproduce.py draws it again,
# this script does not, and says so.
#
# Licence: AGPL-3.0-or-later.

arguments <- commandArgs(trailingOnly = TRUE)
itself <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
here <- if (length(arguments)) arguments[1] else if (length(itself)) dirname(itself[1]) else "."

counted <- c("counted", "interested")
fewest_milestones <- 10
not_drawn <- c("alpha_low", "alpha_high")

# Every cell is read as text. The first heading carries the byte order mark, which not every R takes away.
table_of <- function(name) {
  if (!file.exists(file.path(here, name))) return(data.frame(demonstration = character(0)))
  rows <- read.csv(file.path(here, name), colClasses = "character", na.strings = character(0), encoding = "UTF-8",
                   check.names = FALSE)
  names(rows)[1] <- "demonstration"
  rows
}

is_level <- function(account) grepl("^-?[0-9]+$", account)

# ---------------------------------------------------------------------------------------------------- One milestone

# What is heard of one milestone: a list with withdrawn, commitment, government, party, account, counting.
levels_heard <- function(milestone, countings = counted) {
  if (milestone$withdrawn) return(numeric(0))
  wanted <- milestone$counting %in% countings & is_level(milestone$account)
  sort(as.numeric(milestone$account[wanted]))
}

silence_of <- function(milestone) {
  if (milestone$withdrawn) return("withdrawn")
  if (any(is_level(milestone$account) & !(milestone$counting %in% counted))) return("no_quorum")
  for (key in c("no_evidence", "unable")) if (key %in% milestone$account) return(key)
  "not_assessed"
}

position_of <- function(levels, quorum, otherwise) {
  if (!length(levels)) return(otherwise)
  if (length(levels) < quorum) return("no_quorum")
  median(levels)
}

outcome_of <- function(government, stands) {
  if (is.character(stands)) return(stands)
  if (!is_level(government)) return(government)
  apart <- as.numeric(government) - stands
  if (apart >= 1) "government_higher" else if (apart <= -1) "civil_society_higher" else "aligned"
}

truth <- function(value) if (value) "true" else "false"

divergence_of <- function(milestone, quorum, asked) {
  levels <- levels_heard(milestone)
  stands <- position_of(levels, quorum, silence_of(milestone))
  cells <- list(n = as.character(length(levels)), levels = paste0("[", paste(levels, collapse = " "), "]"))
  if (is.character(stands)) {
    cells$position_silence <- stands
  } else {
    cells$position <- cells$position_shown <- as.character(stands)
    cells$split <- truth(max(levels) - min(levels) >= 2)
  }
  if (!asked) return(cells)
  government <- if (milestone$withdrawn) "withdrawn" else milestone$government
  cells[[if (is_level(government)) "government_level" else "government_silence"]] <- government
  alone <- levels_heard(milestone, "counted")
  otherwise <- if (length(levels)) "no_quorum" else silence_of(milestone)
  without <- outcome_of(government, position_of(alone, quorum, otherwise))
  cells$outcome <- outcome_of(government, stands)
  cells$fragile <- truth(without != cells$outcome)
  if (length(alone) < length(levels)) cells$outcome_without_interested <- without
  if (is.character(stands) || !is_level(government)) return(cells)
  level <- as.numeric(government)
  cells$divergence <- cells$divergence_shown <- as.character(level - stands)
  around <- c(government_higher = sum(levels < level), aligned = sum(levels == level),
              civil_society_higher = sum(levels > level))
  cells[c("below", "at", "above")] <- as.character(around)
  cells$clear <- truth(3 * around[[cells$outcome]] >= 2 * length(levels))
  cells
}

# -------------------------------------------------------------------------------------------------------- Agreement

# Krippendorff's alpha with the ordinal metric, from the coincidence matrix.
alpha_of <- function(units, scale) {
  size <- length(scale)
  matrix_of <- matrix(0, size, size)
  for (values in units) {
    if (length(values) < 2) next
    counts <- sapply(scale, function(level) sum(values == level))
    matrix_of <- matrix_of + (outer(counts, counts) - diag(counts, size)) / (length(values) - 1)
  }
  given <- rowSums(matrix_of)
  total <- sum(given)
  if (total == 0) return("no_pairs")
  apart <- outer(seq_len(size), seq_len(size), Vectorize(function(one, other) {
    (sum(given[one:other]) - (given[one] + given[other]) / 2)^2
  }))
  by_chance <- sum(outer(given, given) * apart)
  if (by_chance == 0) return("no_variation")
  1 - (total - 1) * sum(matrix_of * apart) / by_chance
}

# Gwet's AC2 with quadratic weights over the full list of levels.
ac2_of <- function(units, scale) {
  size <- length(scale)
  pairable <- units[lengths(units) > 1]
  if (!length(pairable)) return("no_pairs")
  weights <- 1 - outer(scale, scale, "-")^2 / (max(scale) - min(scale))^2
  counts <- function(values) sapply(scale, function(level) sum(values == level))
  agreed <- mean(sapply(pairable, function(values) {
    given <- counts(values)
    sum(given * (weights %*% given - 1)) / (length(values) * (length(values) - 1))
  }))
  shares <- rowMeans(sapply(units, function(values) counts(values) / length(values)))
  chance <- sum(weights) * sum(shares * (1 - shares)) / (size * (size - 1))
  (agreed - chance) / (1 - chance)
}

near_of <- function(units, distance) {
  pairs <- unlist(lapply(units[lengths(units) > 1], function(values) as.vector(dist(values)) <= distance))
  if (length(pairs)) mean(pairs) else "no_pairs"
}

reliability_of <- function(milestones, scale) {
  heard <- lapply(milestones, levels_heard)
  commitments <- sapply(milestones, function(milestone) milestone$commitment)
  units <- heard[lengths(heard) > 0]
  several <- lengths(heard) > 1
  raters <- unlist(lapply(milestones[several], function(milestone) {
    milestone$party[milestone$counting %in% counted & is_level(milestone$account)]
  }))
  list(
    alpha = if (sum(several) < fewest_milestones) "too_few_milestones" else alpha_of(units, scale),
    ac2 = ac2_of(units, scale),
    exact_agreement = near_of(units, 0),
    adjacent_agreement = near_of(units, 1),
    commitments = length(unique(commitments[several])),
    milestones = sum(several),
    raters = length(unique(raters)),
    values = sum(lengths(heard[several]))
  )
}

# For each milestone the party's level; NA where it is in no pair.
levels_of <- function(party, milestones, quorum) {
  sapply(milestones, function(milestone) {
    if (party == "government") {
      if (milestone$withdrawn || !is_level(milestone$government)) NA else as.numeric(milestone$government)
    } else if (party == "civil_society") {
      stands <- position_of(levels_heard(milestone), quorum, silence_of(milestone))
      if (is.character(stands)) NA else stands
    } else {
      own <- milestone$party == sub("^ngo:", "", party)
      alone <- list(withdrawn = milestone$withdrawn, account = milestone$account[own],
                    counting = milestone$counting[own])
      c(levels_heard(alone), NA)[1]
    }
  })
}

kappa_of <- function(one, other) {
  both <- !is.na(one) & !is.na(other)
  whole <- both & one %% 1 == 0 & other %% 1 == 0
  mine <- one[whole]
  theirs <- other[whole]
  kappa <- "no_pairs"
  if (length(mine)) {
    by_chance <- mean(outer(mine, theirs, "-")^2)
    kappa <- if (by_chance == 0) "no_variation" else 1 - mean((mine - theirs)^2) / by_chance
  }
  list(n = length(mine), half_levels = sum(both) - length(mine), kappa = kappa)
}

# --------------------------------------------------------------------------------------------- Reading and comparing

results <- new.env()

say <- function(...) {
  words <- c(...)
  cat(paste(c(sprintf("%-26s", head(words, -1)), tail(words, 1)), collapse = "  "), "\n", sep = "")
}

note <- function(file, about, published, computed, same) {
  seen <- if (is.null(results[[file]])) c(compared = 0, differ = 0) else results[[file]]
  results[[file]] <- seen + c(1, !same)
  if (!same) say("differs", file, about, paste0("published ", published, ", computed ", computed))
}

# Reasons are compared as words, numbers up to 1e-9.
compare <- function(file, about, published, computed) {
  if (is.null(computed)) computed <- ""
  same <- if (is.character(published) != is.character(computed)) FALSE
          else if (is.character(published)) identical(published, computed)
          else abs(published - computed) <= 1e-9
  note(file, about, published, computed, same)
}

exact <- function(row) {
  if (nzchar(row$undefined)) row$undefined else as.numeric(row$numerator) / as.numeric(row$denominator)
}

shown <- function(found) if (is.character(found)) found else format(round(found, 3), nsmall = 3)

# Print one line for each part that was compared, and end.
conclude <- function(parts) {
  differ <- 0
  for (part in parts) {
    seen <- if (is.null(results[[part]])) c(compared = 0, differ = 0) else results[[part]]
    differ <- differ + seen[["differ"]]
    say(if (seen[["differ"]]) "differs" else "equal", part,
        paste(seen[["compared"]], "compared,", seen[["differ"]], "differ"))
  }
  quit(status = if (differ) 1 else 0)
}

# ------------------------------------------------------------------------------------------ Which rows must be there

sums <- "SHA256SUMS"
tables <- c("ratings.csv", "divergence.csv", "reliability.csv", "kappa.csv", "milestones.csv", "commitments.csv",
            "levels.csv", "parties.csv", "method.csv", "tables.csv")
figures <- c("alpha", "alpha_low", "alpha_high", "ac2", "exact_agreement", "adjacent_agreement", "commitments",
             "milestones", "raters", "values")

sum_of <- function(file) {
  if (!file.exists(file)) return("no such file")
  if (exists("sha256sum", where = asNamespace("tools"), inherits = FALSE)) {
    return(unname(getExportedValue("tools", "sha256sum")(file)))
  }
  if (nzchar(Sys.which("sha256sum"))) {
    return(sub(" .*", "", system2("sha256sum", shQuote(file), stdout = TRUE)))
  }
  NA
}

check_sums <- function() {
  lines <- if (file.exists(file.path(here, sums))) readLines(file.path(here, sums), encoding = "UTF-8") else character(0)
  published <- setNames(sub("  .*", "", lines), sub("^[0-9a-f]*  ", "", lines))
  for (name in sort(unique(c(tables, names(published))))) {
    computed <- sum_of(file.path(here, name))
    if (is.na(computed)) {
      say("", sums, "not compared here; sha256sum -c SHA256SUMS does, and so does reproduce.py")
      return(invisible())
    }
    compare(sums, name, if (name %in% names(published)) published[[name]] else "no sum", computed)
  }
}

pairs_of <- function(one, other) paste(pmin(one, other), pmax(one, other))

# The rows that each file must have, as the other files tell, and those that it has, named in the same way.
check_rows <- function() {
  read <- setNames(lapply(tables, table_of), tables)
  of_ngos <- function(name) read[[name]][read[[name]]$party_kind %in% "ngo", , drop = FALSE]
  said <- of_ngos("ratings.csv")
  milestones <- read[["milestones.csv"]]$milestone
  criteria <- unique(read[["levels.csv"]]$criterion)
  compared <- unique(read[["levels.csv"]]$criterion[read[["levels.csv"]]$compared %in% "true"])
  every <- function(...) as.vector(outer(..., paste))
  pairs <- unlist(lapply(criteria, function(criterion) {
    ngos <- if (nrow(of_ngos("parties.csv"))) paste0("ngo:", of_ngos("parties.csv")$key) else character(0)
    parties <- c(if (criterion %in% compared) "government", "civil_society", ngos)
    both <- if (length(parties) > 1) combn(parties, 2) else matrix(character(0), 2, 0)
    paste(criterion, pairs_of(both[1, ], both[2, ]), recycle0 = TRUE)
  }))
  name_of <- function(name, ...) {
    columns <- c(...)
    if (!nrow(read[[name]])) return(character(0))
    do.call(paste, unname(as.list(read[[name]][columns])))
  }
  wanted <- list(
    "ratings.csv" = every(criteria, unique(paste(said$milestone, said$party_key))),
    "divergence.csv" = every(criteria, milestones),
    "reliability.csv" = every(criteria, figures),
    "kappa.csv" = pairs,
    "milestones.csv" = as.character(seq_along(milestones)),
    "commitments.csv" = unique(read[["milestones.csv"]]$commitment),
    "parties.csv" = unique(said$party_key),
    "method.csv" = c("plan", "round", "version", "sha256", "method_version", "quorum", "seed", "draws")
  )
  found <- list(
    "ratings.csv" = if (nrow(said)) paste(said$criterion, said$milestone, said$party_key) else character(0),
    "divergence.csv" = name_of("divergence.csv", "criterion", "milestone"),
    "reliability.csv" = name_of("reliability.csv", "criterion", "figure"),
    "kappa.csv" = paste(read[["kappa.csv"]]$criterion, pairs_of(read[["kappa.csv"]]$one, read[["kappa.csv"]]$other),
                        recycle0 = TRUE),
    "milestones.csv" = name_of("milestones.csv", "order"),
    "commitments.csv" = name_of("commitments.csv", "commitment"),
    "parties.csv" = of_ngos("parties.csv")$key,
    "method.csv" = name_of("method.csv", "name")
  )
  there <- function(times) if (times == 0) "not there" else if (times == 1) "there" else paste("there", times, "times")
  for (file in names(wanted)) {
    # A commitment may have no milestone of its own, but those below it.
    named <- if (file == "commitments.csv") wanted[[file]] else union(wanted[[file]], found[[file]])
    for (row in named) {
      compare("rows", paste(file, row), there(sum(found[[file]] == row)), there(as.numeric(row %in% wanted[[file]])))
    }
  }
  counts <- setNames(read[["tables.csv"]]$rows, read[["tables.csv"]]$table)
  for (name in head(tables, -1)) {
    said_there <- if (name %in% names(counts)) counts[[name]] else "not said"
    compare("rows", paste(name, "in all"), said_there, as.character(nrow(read[[name]])))
  }
  label <- c(read[["levels.csv"]]$demonstration, "no row")[1]
  for (name in tables) {
    labels <- sort(unique(read[[name]]$demonstration))
    compare("rows", paste(name, "demonstration"), if (length(labels)) paste(labels, collapse = " ") else "no row", label)
  }
}

check_sums()
check_rows()
if (results[["rows"]][["differ"]]) conclude(c(sums, "rows"))

# --------------------------------------------------------------------------------------------- Computing everything

ratings <- table_of("ratings.csv")
levels_table <- table_of("levels.csv")
milestones_table <- table_of("milestones.csv")
milestones_table <- milestones_table[order(as.numeric(milestones_table$order)), ]
facts <- table_of("method.csv")
quorum <- as.numeric(facts$value[facts$name == "quorum"])
ratings$account <- ifelse(nzchar(ratings$level), ratings$level, ratings$silence)
asked <- unique(levels_table$criterion[levels_table$compared == "true"])

milestones_on <- function(criterion) {
  lapply(seq_len(nrow(milestones_table)), function(place) {
    row <- milestones_table[place, ]
    said <- ratings[ratings$criterion == criterion & ratings$milestone == row$milestone, ]
    government <- said$account[said$party_kind == "government"]
    ngos <- said[said$party_kind == "ngo", ]
    list(withdrawn = row$withdrawn == "true", commitment = row$top_commitment,
         government = if (length(government)) government[1] else "not_reported",
         party = ngos$party_key, account = ngos$account, counting = ngos$counting)
  })
}

if (levels_table$demonstration[1] == "true") say("", "DEMONSTRATION: everything but the plan is invented.")
criteria <- unique(levels_table$criterion)
everything <- setNames(lapply(criteria, milestones_on), criteria)

published <- table_of("divergence.csv")
columns <- names(published)[which(names(published) == "n"):ncol(published)]
for (place in seq_len(nrow(published))) {
  row <- published[place, ]
  is_asked <- row$criterion %in% asked
  cells <- divergence_of(everything[[row$criterion]][[as.numeric(row$order)]], quorum, is_asked)
  about <- paste(row$milestone, row$criterion)
  for (column in columns) compare("divergence.csv", paste(about, column), row[[column]], cells[[column]])
  if (is_asked) say(about, paste0("n=", cells$n), paste(cells$outcome, cells$divergence))
}

published <- table_of("reliability.csv")
computed <- setNames(lapply(criteria, function(criterion) {
  reliability_of(everything[[criterion]], sort(as.numeric(levels_table$value[levels_table$criterion == criterion])))
}), criteria)
for (place in seq_len(nrow(published))) {
  row <- published[place, ]
  if (row$figure %in% not_drawn) {
    say(row$criterion, row$figure, "not computed here; reproduce.py does")
    next
  }
  found <- computed[[row$criterion]][[row$figure]]
  say(row$criterion, row$figure, shown(found))
  compare("reliability.csv", paste(row$criterion, row$figure), exact(row), found)
}

published <- table_of("kappa.csv")
for (place in seq_len(nrow(published))) {
  row <- published[place, ]
  said <- everything[[row$criterion]]
  found <- kappa_of(levels_of(row$one, said, quorum), levels_of(row$other, said, quorum))
  about <- paste(row$criterion, row$one, row$other)
  say(row$criterion, paste0(row$one, ", ", row$other), paste0("kappa ", shown(found$kappa), ", n=", found$n))
  compare("kappa.csv", paste(about, "n"), as.numeric(row$n), found$n)
  compare("kappa.csv", paste(about, "half_levels"), as.numeric(row$half_levels), found$half_levels)
  compare("kappa.csv", paste(about, "kappa"), exact(row), found$kappa)
}

conclude(c(sums, "rows", "divergence.csv", "reliability.csv", "kappa.csv"))
