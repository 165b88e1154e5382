# Compute the figures of an exported scorecard of Check My OGP again, from the tables beside this script.
#
#     Rscript reproduce.R [FOLDER ...]
#
# It needs R 4.0 or later and none of its packages, and shares no code with the site. It was written from version 2 of
# the published method; scorecards of version 1 come with another script. It compares every file with SHA256SUMS, looks
# whether each row that must be there is there, once, and computes every published figure again from what was said. It
# prints what it found, and ends with 0 where everything is equal, with 1 where anything differs, is missing or is too
# much: then the row is named.
#
# Counts are whole numbers and exact. Fractions are computed in double precision and compared up to 1e-12; reproduce.py
# compares them exactly. The interval of alpha is drawn with the generator that Python draws with: R has the same one
# (Mersenne Twister), and this script puts it into the state that Python's seed gives.
#
# Licence: AGPL-3.0-or-later.

arguments <- commandArgs(trailingOnly = TRUE)
itself <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
here <- if (length(itself)) dirname(itself[1]) else "."

raw <- c("ratings.csv", "milestones.csv", "commitments.csv", "levels.csv", "parties.csv", "bands.csv", "method.csv",
         "vignettes.csv")
figures <- c("verdicts.csv", "figures.csv", "figures_before_replies.csv", "commitment_figures.csv", "changes.csv")
counted_tables <- c(raw, figures, "kappa.csv", "keys.csv")
all_tables <- c("codebook.csv", counted_tables, "tables.csv")
facts_there <- c("plan", "round", "version", "sha256", "method_version", "quorum", "opening", "seed", "draws",
                 "period_ends")
counted <- c("counted", "interested")
precedence <- c("withdrawn", "not_yet_due", "no_quorum", "no_evidence", "unable", "not_assessed", "not_reported")
verdicts <- c("government_higher", "aligned", "civil_society_higher")
headlines <- c("positions", "positions_at_top", "comparable", verdicts, "government_at_top", "civil_society_at_top",
               "both_at_top")
fewest_milestones <- 10
fewest_to_draw_from <- 8
most_panels <- 20000
drawn_panels <- 2000
near_enough <- 1e-12

# ----------------------------------------------------------------------------------------------------------- SHA-256

# A word of 32 bits is two halves of 16, since R has no whole numbers of 32 bits without a sign. Many messages are taken
# at once: a half is a vector with a number for each.

rotated <- function(word, places) {
  if (places >= 16) {
    word <- list(word[[2]], word[[1]])
    places <- places - 16
  }
  if (places == 0) return(word)
  half <- function(one, other) {
    bitwOr(bitwShiftR(one, places), bitwAnd(bitwShiftL(other, 16 - places), 65535L))
  }
  list(half(word[[1]], word[[2]]), half(word[[2]], word[[1]]))
}

shifted <- function(word, places) {
  if (places >= 16) return(list(0L * word[[1]], bitwShiftR(word[[1]], places - 16)))
  low <- bitwOr(bitwShiftR(word[[2]], places), bitwAnd(bitwShiftL(word[[1]], 16 - places), 65535L))
  list(bitwShiftR(word[[1]], places), low)
}

both_halves <- function(operation, ...) {
  words <- list(...)
  list(Reduce(operation, lapply(words, `[[`, 1)), Reduce(operation, lapply(words, `[[`, 2)))
}

added <- function(...) {
  words <- list(...)
  low <- Reduce(`+`, lapply(words, `[[`, 2))
  high <- Reduce(`+`, lapply(words, `[[`, 1)) + low %/% 65536L
  list(high %% 65536L, low %% 65536L)
}

halves_of <- function(number) list(as.integer(number %/% 65536), as.integer(number %% 65536))

# The constants are fractional parts of square and cube roots of primes; a double holds 32 bits of them exactly.
primes <- Filter(function(number) number < 4 || all(number %% 2:floor(sqrt(number)) != 0), 2:311)
fraction_of <- function(root) floor((root %% 1) * 2^32)
sha_start <- lapply(fraction_of(sqrt(primes[1:8])), halves_of)
cube_roots <- primes^(1 / 3)
cube_roots <- cube_roots - (cube_roots^3 - primes) / (3 * cube_roots^2)
sha_rounds <- lapply(fraction_of(cube_roots), halves_of)

# The SHA-256 of texts of bytes, all of which take the same number of blocks; in hexadecimal digits.
sha256_of_blocks <- function(bytes) {
  state <- sha_start
  for (block in seq_len(ncol(bytes) / 64)) {
    words <- lapply(seq_len(16), function(place) {
      at <- (block - 1) * 64 + (place - 1) * 4
      list(bytes[, at + 1] * 256L + bytes[, at + 2], bytes[, at + 3] * 256L + bytes[, at + 4])
    })
    for (place in 17:64) {
      one <- words[[place - 15]]
      other <- words[[place - 2]]
      small_0 <- both_halves(bitwXor, rotated(one, 7), rotated(one, 18), shifted(one, 3))
      small_1 <- both_halves(bitwXor, rotated(other, 17), rotated(other, 19), shifted(other, 10))
      words[[place]] <- added(words[[place - 16]], small_0, words[[place - 7]], small_1)
    }
    now <- state
    for (place in 1:64) {
      e <- now[[5]]
      a <- now[[1]]
      large_1 <- both_halves(bitwXor, rotated(e, 6), rotated(e, 11), rotated(e, 25))
      not_e <- list(65535L - e[[1]], 65535L - e[[2]])
      choice <- both_halves(bitwXor, both_halves(bitwAnd, e, now[[6]]), both_halves(bitwAnd, not_e, now[[7]]))
      first <- added(now[[8]], large_1, choice, sha_rounds[[place]], words[[place]])
      large_0 <- both_halves(bitwXor, rotated(a, 2), rotated(a, 13), rotated(a, 22))
      majority <- both_halves(bitwXor, both_halves(bitwAnd, a, now[[2]]), both_halves(bitwAnd, a, now[[3]]),
                              both_halves(bitwAnd, now[[2]], now[[3]]))
      second <- added(large_0, majority)
      now <- c(list(added(first, second)), now[1:3], list(added(now[[4]], first)), now[5:7])
    }
    state <- Map(added, state, now)
  }
  do.call(paste0, lapply(state, function(word) sprintf("%04x%04x", word[[1]] + 0L, word[[2]] + 0L)))
}

padded <- function(bytes) {
  size <- length(bytes)
  zeros <- (55 - size) %% 64
  bits <- size * 8
  c(as.integer(bytes), 128L, integer(zeros), as.integer(bits %/% 256^(7:0) %% 256))
}

sha256_of_texts <- function(texts) {
  bytes <- lapply(texts, function(text) padded(charToRaw(enc2utf8(text))))
  digests <- character(length(texts))
  for (size in unique(lengths(bytes))) {
    same <- lengths(bytes) == size
    digests[same] <- sha256_of_blocks(matrix(unlist(bytes[same]), ncol = size, byrow = TRUE))
  }
  digests
}

# Of files: R computes it itself from version 4.5 on; before, the command sha256sum is asked. Where there is none, what
# is above would take minutes, and NA stands for sums that are not compared.
sha256_of_files <- function(files) {
  if (exists("sha256sum", where = asNamespace("tools"), inherits = FALSE)) {
    return(unname(getExportedValue("tools", "sha256sum")(files)))
  }
  if (nzchar(Sys.which("sha256sum"))) {
    return(substr(sub("^\\\\", "", system2("sha256sum", shQuote(files), stdout = TRUE)), 1, 64))
  }
  rep(NA_character_, length(files))
}

# -------------------------------------------------------------------------------------------------- Python's generator

# The product and the sum of whole numbers below 2^32, modulo 2^32, without leaving what a double holds exactly.
times_32 <- function(one, other) ((one %/% 65536 * other) %% 65536 * 65536 + one %% 65536 * other) %% 2^32
xor_32 <- function(one, other) {
  bitwXor(one %/% 65536, other %/% 65536) * 65536 + bitwXor(one %% 65536, other %% 65536)
}

# The state that Python's random.Random(seed) starts from: init_by_array of Matsumoto and Nishimura, over the seed's
# halves of 32 bits.
state_of <- function(seed) {
  key <- if (seed < 2^32) seed else c(seed %% 2^32, seed %/% 2^32)
  state <- numeric(624)
  state[1] <- 19650218
  for (i in 1:623) {
    before <- xor_32(state[i], state[i] %/% 2^30)
    state[i + 1] <- (times_32(1812433253, before) + i) %% 2^32
  }
  i <- 1
  j <- 0
  for (step in seq_len(max(624, length(key)))) {
    mixed <- times_32(1664525, xor_32(state[i], state[i] %/% 2^30))
    state[i + 1] <- (xor_32(state[i + 1], mixed) + key[j + 1] + j) %% 2^32
    i <- i + 1
    j <- (j + 1) %% length(key)
    if (i >= 624) {
      state[1] <- state[624]
      i <- 1
    }
  }
  for (step in 1:623) {
    mixed <- times_32(1566083941, xor_32(state[i], state[i] %/% 2^30))
    state[i + 1] <- (xor_32(state[i + 1], mixed) - i) %% 2^32
    i <- i + 1
    if (i >= 624) {
      state[1] <- state[624]
      i <- 1
    }
  }
  state[1] <- 2^31
  state
}

# What random.Random(seed).choices(range(size), k = size) gives, so many times: one column for each, counted from 1.
choices_of <- function(seed, size, times) {
  RNGkind("Mersenne-Twister")
  state <- state_of(seed)
  signed <- suppressWarnings(as.integer(ifelse(state >= 2^31, state - 2^32, state)))
  assign(".Random.seed", c(.Random.seed[1], 624L, signed), envir = globalenv())
  words <- floor(runif(2 * size * times) * 2^32)
  high <- words[c(TRUE, FALSE)] %/% 32
  low <- words[c(FALSE, TRUE)] %/% 64
  matrix(floor((high * 67108864 + low) / 9007199254740992 * size) + 1, nrow = size)
}

# -------------------------------------------------------------------------------------------------- Reading the files

# Every cell is read as text. The first heading carries the byte order mark, which not every R takes away. A text
# that a spreadsheet would take for a formula has an apostrophe in front, which is taken away.
table_of <- function(name) {
  if (!file.exists(file.path(here, name))) return(data.frame(demonstration = character(0)))
  rows <- read.csv(file.path(here, name), colClasses = "character", na.strings = character(0), encoding = "UTF-8",
                   check.names = FALSE)
  names(rows)[1] <- "demonstration"
  guarded <- "^'(?=\\s*[-=+@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
  rows[] <- lapply(rows, function(cells) sub(guarded, "", cells, perl = TRUE))
  rows
}

truth <- function(value) ifelse(value, "true", "false")
digits <- function(number) format(number, scientific = FALSE, trim = TRUE, digits = 22)
is_level <- function(account) grepl("^-?[0-9]+$", account)

# --------------------------------------------------------------------------------------------------------- Comparing

results <- new.env()

say <- function(...) {
  words <- c(...)
  cat(paste(c(sprintf("%-26s", head(words, -1)), tail(words, 1)), collapse = "  "), "\n", sep = "")
}

# Compare cells, all of them texts; say which differ.
compare <- function(part, about, published, computed) {
  same <- !is.na(published) & !is.na(computed) & published == computed
  seen <- if (is.null(results[[part]])) c(0, 0) else results[[part]]
  results[[part]] <- seen + c(length(same), sum(!same))
  if (!all(same)) {
    both <- paste0("published ", published[!same], ", computed ", computed[!same])
    writeLines(sprintf("%-26s  %-26s  %-26s  %s", "differs", part, about[!same], both))
  }
}

differing <- function(parts) sum(unlist(lapply(parts, function(part) results[[part]][2])))

# One line for each part, and whether anything differs.
conclude <- function() {
  parts <- c("SHA256SUMS", "rows", "cells", "flags", figures, "kappa.csv", "files")
  for (part in parts[parts %in% ls(results)]) {
    seen <- results[[part]]
    say(if (seen[2]) "differs" else "equal", part, paste(seen[1], "compared,", seen[2], "differ"))
  }
  differing(ls(results)) > 0
}

# ------------------------------------------------------------------------------------------ Which rows must be there

check_sums <- function() {
  lines <- character(0)
  if (file.exists(file.path(here, "SHA256SUMS"))) lines <- readLines(file.path(here, "SHA256SUMS"), encoding = "UTF-8")
  published <- setNames(sub("  .*", "", lines), sub("^[0-9a-f]*  ", "", lines))
  named <- sort(unique(c(all_tables, names(published))))
  files <- file.path(here, named)
  sums <- ifelse(file.exists(files), "", "no such file")
  sums[file.exists(files)] <- sha256_of_files(files[file.exists(files)])
  if (anyNA(sums)) {
    return(say("", "SHA256SUMS", "not compared here; sha256sum -c SHA256SUMS does, and so does reproduce.py"))
  }
  compare("SHA256SUMS", named, ifelse(named %in% names(published), published[named], "no sum"), sums)
}

separator <- "\u001f"
named_by <- function(rows, columns) {
  if (!nrow(rows)) return(character(0))
  do.call(paste, c(unname(as.list(rows[columns])), sep = separator))
}
joined <- function(...) paste(..., sep = separator, recycle0 = TRUE)
spoken <- function(name) trimws(gsub(paste0(separator, "+"), " ", name))

there <- function(times) ifelse(times == 0, "not there", ifelse(times == 1, "there", paste("there", times, "times")))

# Each row that is wanted is there once, and no other is, unless more may be there.
check_presence <- function(file, wanted, found, more = FALSE) {
  named <- sort(unique(c(wanted, found)), method = "radix")
  times <- tabulate(match(found, named), length(named))
  must <- named %in% wanted | more
  if (length(named)) compare("rows", paste(file, spoken(named)), there(times), there(as.numeric(must)))
}

crossed <- function(...) {
  grid <- expand.grid(..., stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE)
  named_by(grid, seq_along(grid))
}

check_rows <- function(tables) {
  ratings <- tables[["ratings.csv"]]
  levels <- tables[["levels.csv"]]
  milestones <- tables[["milestones.csv"]]
  parties <- tables[["parties.csv"]]
  criteria <- unique(levels$criterion)
  compared <- unique(levels$criterion[levels$compared %in% "true"])
  ngos <- parties$key[parties$party_kind %in% "ngo"]
  party <- c(joined("ngo", ngos))
  banded <- ratings[nzchar(ratings$raw_band), , drop = FALSE]
  agencies <- unique(c(unlist(strsplit(as.character(milestones$leads), " ")), ratings$agency[nzchar(ratings$agency)]))
  rated <- unique(ratings$party_key[ratings$party_kind %in% "ngo"])
  scale <- unlist(lapply(criteria, function(key) {
    values <- suppressWarnings(as.numeric(levels$value[levels$criterion == key]))
    joined(key, if (anyNA(values)) "a number" else digits(min(values):max(values)))
  }))
  columns <- unlist(lapply(all_tables, function(name) joined(name, if (nrow(tables[[name]])) names(tables[[name]]))))
  presence <- function(name, wanted, by, more = FALSE) {
    check_presence(name, wanted, named_by(tables[[name]], by), more)
  }
  presence("ratings.csv", c(crossed(compared, milestones$milestone, "government", "government"),
                            crossed(criteria, milestones$milestone, party)),
           c("criterion", "milestone", "party_kind", "party_key"))
  presence("milestones.csv", as.character(seq_len(nrow(milestones))), "order")
  presence("commitments.csv", unique(c(milestones$commitment, milestones$top_commitment)), "commitment", TRUE)
  presence("levels.csv", scale, c("criterion", "value"))
  presence("parties.csv", c(joined("government", agencies), joined("ngo", rated)), c("party_kind", "key"), TRUE)
  presence("bands.csv", unique(named_by(banded, c("crosswalk", "crosswalk_version", "raw_band", "level", "silence"))),
           c("crosswalk", "version", "band", "level", "silence"), TRUE)
  presence("method.csv", facts_there, "name")
  shown <- tables[["vignettes.csv"]]
  pairs <- expand.grid(case = unique(named_by(shown, c("criterion", "vignette"))),
                       party = unique(named_by(shown, c("party_kind", "party_key"))), stringsAsFactors = FALSE)
  presence("vignettes.csv", joined(pairs$case, pairs$party), c("criterion", "vignette", "party_kind", "party_key"))
  presence("tables.csv", counted_tables, "table")
  presence("codebook.csv", columns, c("file", "column"), TRUE)
  said <- tables[["tables.csv"]]$rows[match(counted_tables, tables[["tables.csv"]]$table)]
  rows <- vapply(counted_tables, function(name) nrow(tables[[name]]), 0)
  compare("rows", paste(counted_tables, "in all"), ifelse(is.na(said), "not said", said), digits(rows))
  # What the rows of other files follow from is never empty.
  never_empty <- c("milestones.csv", "levels.csv")
  compare("rows", paste(never_empty, "rows"), ifelse(rows[never_empty] > 0, "some", "none"), rep("some", 2))
  labels <- unlist(lapply(tables, `[[`, "demonstration"))
  label <- if (length(labels)) names(sort(table(labels), decreasing = TRUE))[1] else "no row"
  for (name in all_tables) {
    own <- tables[[name]]$demonstration
    if (length(own)) {
      compare("rows", paste(name, "line", seq_along(own) + 1, "demonstration"), own, rep(label, length(own)))
    }
  }
}

check_cells <- function(tables) {
  codebook <- tables[["codebook.csv"]]
  wrong <- 0
  for (name in all_tables) {
    for (column in names(tables[[name]])) {
      cells <- tables[[name]][[column]]
      form <- codebook[codebook$file == name & codebook$column == column, ]
      allowed <- if (nzchar(form$allowed[1])) c("", strsplit(form$allowed[1], "; ", fixed = TRUE)[[1]]) else cells
      fits <- cells %in% allowed
      if (form$type[1] == "number") fits <- fits & grepl("^(-?[0-9]+(\\.[0-9]+)?)?$", cells)
      if (form$type[1] == "true or false") fits <- fits & cells %in% c("true", "false", "")
      if (!all(fits)) {
        lines <- which(!fits)
        naming <- intersect(c("criterion", "milestone", "party_key", "commitment", "figure", "part", "of", "one",
                              "other", "key", "band", "name", "table", "file", "column"), names(tables[[name]]))
        about <- spoken(named_by(tables[[name]][lines, , drop = FALSE], naming))
        compare("cells", paste(name, "line", lines + 1, about, column), cells[lines],
                rep("another kind of cell", length(lines)))
      }
      wrong <- wrong + sum(!fits)
    }
  }
  compare("cells", "all", digits(wrong), "0")
}

# What says the same twice agrees: where a milestone stands, who is accredited, who is recused, what is compared.
check_flags <- function(tables) {
  milestones <- tables[["milestones.csv"]]
  place <- c("order", "commitment", "top_commitment")
  for (name in c("ratings.csv", "verdicts.csv")) {
    rows <- tables[[name]]
    published <- named_by(rows, place)
    expected <- named_by(milestones, place)[match(rows$milestone, milestones$milestone)]
    about <- paste(name, rows$criterion, rows$milestone, if (name == "ratings.csv") rows$party_key else "")
    compare("flags", about, spoken(published), spoken(expected))
  }
  facts <- setNames(tables[["method.csv"]]$value, tables[["method.csv"]]$name)
  seed <- sum(strtoi(strsplit(substr(facts[["opening"]], 1, 13), "")[[1]], 16) * 16^(12:0))
  compare("flags", c("method.csv seed", "method.csv method_version"), facts[c("seed", "method_version")],
          c(digits(seed), "2"))
  ratings <- tables[["ratings.csv"]]
  about <- paste("ratings.csv", ratings$criterion, ratings$milestone, ratings$party_kind, ratings$party_key)
  compare("flags", paste(about, "level or silence"), truth(nzchar(ratings$level) != nzchar(ratings$silence)),
          rep("true", nrow(ratings)))
  parties <- tables[["parties.csv"]]
  answered <- ratings$party_kind == "ngo" & nzchar(ratings$counting)
  key <- ratings$party_key[answered]
  accredited <- parties$accredited[match(joined("ngo", key), joined(parties$party_kind, parties$key))]
  compare("flags", paste("parties.csv ngo", key, "accredited"), accredited,
          truth(ratings$counting[answered] != "not_accredited"))
  told <- answered & ratings$counting != "not_accredited"
  compare("flags", paste(about[told], "recused"), ratings$recused[told], truth(!(ratings$counting[told] %in% counted)))
  shown <- tables[["vignettes.csv"]]
  case <- named_by(shown, c("criterion", "vignette"))
  compare("flags", spoken(joined("vignettes.csv", shown$vignette, shown$party_key, "known_level")),
          as.character(shown$known_level), as.character(shown$known_level[match(case, case)]))
  levels <- tables[["levels.csv"]]
  first <- levels$compared[match(levels$criterion, levels$criterion)]
  compare("flags", paste("levels.csv", levels$criterion, levels$value, "compared"), levels$compared, first)
}

# --------------------------------------------------------------------------------------------- What the tables say

# One criterion: milestones in the plan's order, and matrices with a row for each milestone and a column for each NGO.
# Of a withdrawn milestone nothing is heard.
criterion_of <- function(tables, key, before) {
  levels <- tables[["levels.csv"]][tables[["levels.csv"]]$criterion == key, ]
  milestones <- tables[["milestones.csv"]]
  milestones <- milestones[order(as.numeric(milestones$order)), ]
  facts <- setNames(tables[["method.csv"]]$value, tables[["method.csv"]]$name)
  ratings <- tables[["ratings.csv"]][tables[["ratings.csv"]]$criterion == key, ]
  account <- ifelse(nzchar(ratings$level), ratings$level, ratings$silence)
  first <- ifelse(nzchar(ratings$first_level), ratings$first_level, ratings$first_silence)
  account <- ifelse(before & nzchar(first), first, account)
  parties <- tables[["parties.csv"]][tables[["parties.csv"]]$party_kind == "ngo", ]
  ngos <- sort(parties$key, method = "radix")
  withdrawn <- milestones$withdrawn == "true"
  at <- cbind(match(ratings$milestone, milestones$milestone), match(ratings$party_key, ngos))
  of_ngos <- ratings$party_kind == "ngo"
  spread <- function(cells) {
    found <- matrix("", nrow(milestones), length(ngos))
    found[at[of_ngos, , drop = FALSE]] <- cells[of_ngos]
    found[withdrawn, ] <- ""
    found
  }
  reports <- ratings[!of_ngos, ]
  report <- match(milestones$milestone, reports$milestone)
  government <- account[!of_ngos][report]
  government[is.na(government)] <- "not_reported"
  said <- spread(account)
  counting <- spread(ratings$counting)
  shown <- tables[["vignettes.csv"]][tables[["vignettes.csv"]]$criterion %in% key, ]
  cases <- unique(as.character(shown$vignette))
  scored <- nzchar(as.character(shown$level))
  raters <- sort(unique(as.character(shown$party_key[scored])), method = "radix")
  given <- matrix(NA_real_, length(raters), length(cases), dimnames = list(raters, cases))
  given[cbind(match(shown$party_key[scored], raters), match(shown$vignette[scored], cases))] <-
    as.numeric(shown$level[scored])
  list(
    key = key,
    compared = levels$compared[1] == "true",
    scale = sort(as.numeric(levels$value)),
    milestones = milestones$milestone,
    commitment = milestones$top_commitment,
    agency = ifelse(is.na(report), "", reports$agency[report]),
    known = as.numeric(shown$known_level[match(cases, shown$vignette)]),
    given = given,
    withdrawn = withdrawn,
    due = nzchar(milestones$due_ends) & milestones$due_ends <= facts[["period_ends"]],
    government = ifelse(withdrawn, "withdrawn", government),
    band = ifelse(is.na(report), "", joined(reports$crosswalk, reports$crosswalk_version, reports$raw_band)[report]),
    ngos = ngos,
    said = said,
    counting = counting,
    recused = spread(ratings$recused) == "true",
    levels = matrix(as.numeric(ifelse(counting %in% counted & is_level(said), said, NA)), nrow(said)),
    accredited = parties$accredited[match(ngos, parties$key)] == "true"
  )
}

# What civil society's silence is called on each milestone while no level counts.
silences_of <- function(criterion) {
  said <- criterion$said
  has <- function(found) rowSums(matrix(found, nrow(said))) > 0
  uncounted <- has(is_level(said) & !(criterion$counting %in% counted))
  found <- ifelse(has(said == "no_evidence"), "no_evidence", ifelse(has(said == "unable"), "unable", "not_assessed"))
  ifelse(criterion$withdrawn, "withdrawn", ifelse(uncounted, "no_quorum", found))
}

# ------------------------------------------------------------------------------------------------------ One milestone

# How many NGOs gave each level: a row for each milestone, a column for each level.
counts_of <- function(levels, scale) {
  matrix(vapply(scale, function(level) rowSums(levels == level, na.rm = TRUE), numeric(nrow(levels))), nrow(levels))
}

# Judge milestones, given how many NGOs gave each level. What is said of the government and of silences is repeated
# where there are more rows than milestones.
judge <- function(given, government, silence, scale, quorum) {
  n <- rowSums(given)
  up_to <- t(apply(given, 1, cumsum))
  if (length(scale) == 1) up_to <- given
  rank <- function(wanted) scale[pmin(1 + rowSums(up_to < wanted), length(scale))]
  lower <- rank((n - 1) %/% 2 + 1)
  upper <- rank(n %/% 2 + 1)
  silent <- n == 0 | n < quorum
  own <- ifelse(silent, ifelse(n == 0, silence, "no_quorum"), "")
  level <- suppressWarnings(as.numeric(government))
  both <- !silent & !is.na(level)
  sign <- ifelse(both, (upper < level) - (lower > level), 0)
  place <- pmin(match(ifelse(silent, own, "zz"), precedence, length(precedence) + 1),
                match(ifelse(is.na(level), government, "zz"), precedence, length(precedence) + 1))
  top <- !silent & 2 * given[, length(scale)] > n
  list(n = n, lower = lower, upper = upper, silence = own, both = both, sign = sign, top = top,
       outcome = ifelse(both, verdicts[2 - sign], precedence[place]),
       distance = ifelse(both, pmin(abs(level - lower), abs(level - upper)), NA),
       below = rowSums(given * outer(level, scale, ">")), above = rowSums(given * outer(level, scale, "<")),
       says_top = both & level == max(scale))
}

# The counts that rows are in, and their signed distance: a column for each.
inside_of <- function(found) {
  cbind(found$silence == "", found$top, found$both, found$both & found$sign == 1, found$both & found$sign == 0,
        found$both & found$sign == -1, found$says_top, found$top & found$both, found$top & found$says_top,
        ifelse(found$both, found$sign * found$distance, 0))
}

find_all <- function(criterion, quorum, levels = criterion$levels, government = criterion$government) {
  silence <- silences_of(criterion)
  found <- judge(counts_of(levels, criterion$scale), government, silence, criterion$scale, quorum)
  alone <- levels
  alone[criterion$counting == "interested"] <- NA
  otherwise <- ifelse(found$n > 0, "no_quorum", silence)
  without <- judge(counts_of(alone, criterion$scale), government, otherwise, criterion$scale, quorum)
  found$spread <- ifelse(found$silence == "", apply(levels, 1, spread_of), 0)
  half <- found$n %/% 2
  found$flip <- ifelse(found$sign != 0, pmax(found$below, found$above) - half,
                       half + 1 - pmax(found$below, found$above))
  found$without <- without$outcome
  found$alone <- alone
  found$fewer <- without$n < found$n
  found$fragile <- found$both & without$outcome != found$outcome
  found
}

spread_of <- function(levels) if (all(is.na(levels))) 0 else diff(range(levels, na.rm = TRUE))
listed <- function(levels) {
  apply(levels, 1, function(row) paste0("[", paste(sort(row), collapse = " "), "]"))
}

# The computed cells of verdicts.csv.
verdict_rows <- function(criterion, quorum) {
  found <- find_all(criterion, quorum)
  stands <- found$silence == ""
  where <- function(condition, cells) ifelse(condition, as.character(cells), "")
  rows <- data.frame(
    name = joined(criterion$key, criterion$milestones),
    n = digits(found$n),
    levels = listed(criterion$levels),
    middle_lower = where(stands, found$lower), middle_upper = where(stands, found$upper),
    civil_society_silence = found$silence,
    lowest = where(stands, suppressWarnings(apply(criterion$levels, 1, min, na.rm = TRUE))),
    highest = where(stands, suppressWarnings(apply(criterion$levels, 1, max, na.rm = TRUE))),
    split = where(stands, truth(found$spread > 1)), at_top = where(stands, truth(found$top)),
    government_level = "", government_silence = "", outcome = "", distance = "", below = "", at = "", above = "",
    flip_number = "", alignment = "", fragile = "", levels_without_interested = "", outcome_without_interested = ""
  )
  if (!criterion$compared) return(rows)
  level <- is_level(criterion$government)
  at <- found$n - found$below - found$above
  rows$government_level <- where(level, criterion$government)
  rows$government_silence <- where(!level, criterion$government)
  rows$outcome <- found$outcome
  rows$distance <- where(found$both, found$distance)
  rows$below <- where(found$both, found$below)
  rows$at <- where(found$both, at)
  rows$above <- where(found$both, found$above)
  if (length(criterion$scale) > 1) rows$flip_number <- where(found$both, found$flip)
  rows$alignment <- where(found$both & found$sign == 0, ifelse(at == found$n, "all_the_same", "no_majority"))
  rows$fragile <- truth(found$fragile)
  rows$levels_without_interested <- where(found$fewer, listed(found$alone))
  rows$outcome_without_interested <- where(found$fewer, found$without)
  rows
}

# ------------------------------------------------------------------------------------------------------------- Counts

# Figures are gathered as lists of vectors: the name, which is the key, the part and what it is of; the value or a word;
# and how it is rounded.
figure <- function(key, value, part = "", of = "", word = "", rounding = "whole") {
  name <- joined(key, part, of)
  size <- length(name)
  list(name = name, value = rep_len(as.numeric(value), size), word = rep_len(word, size),
       rounding = rep_len(rounding, size))
}
together <- function(...) {
  rows <- Filter(length, list(...))
  if (!length(rows)) return(NULL)
  columns <- names(rows[[1]])
  setNames(lapply(columns, function(column) unlist(lapply(rows, `[[`, column), use.names = FALSE)), columns)
}
all_of <- function(rows) do.call(together, rows)
or_word <- function(key, found, rounding, ...) {
  if (is.character(found)) figure(key, NA, ..., word = found, rounding = rounding)
  else figure(key, found, ..., rounding = rounding)
}

count_figures <- function(criterion, found, among) {
  active <- among & !criterion$withdrawn
  times <- function(found) sum(active & found)
  inside <- inside_of(found)
  rows <- list(
    figure("active", sum(active)), figure("withdrawn", sum(among & criterion$withdrawn)),
    figure("due", times(criterion$due)), figure("split", times(found$spread > 1))
  )
  own <- if (criterion$compared) headlines else headlines[1:2]
  for (key in own) rows <- c(rows, list(figure(key, times(inside[, match(key, headlines)]))))
  scale <- criterion$scale
  stands <- ifelse(found$silence != "", found$silence,
                   ifelse(found$lower == found$upper, found$lower, paste0("[", found$lower, " ", found$upper, "]")))
  places <- unique(c(as.character(scale), stands[active], "no_quorum", "no_evidence", "unable", "not_assessed"))
  rows <- c(rows, list(figure("civil_society_list", vapply(places, function(place) times(stands == place), 0), places)))
  if (!criterion$compared) return(all_of(rows))
  said <- c(as.character(scale), "not_yet_due", "not_reported")
  signed <- (found$sign * found$distance)[active & found$both]
  all_of(c(rows, list(
    figure("government_list", vapply(said, function(word) times(criterion$government == word), 0), said),
    figure("not_comparable", vapply(precedence[-1], function(word) times(found$outcome == word), 0), precedence[-1]),
    figure("fragile", times(found$fragile)),
    or_word("mean_distance", if (length(signed)) mean(signed) else "no_pairs", "mean")
  )))
}

derived_figures <- function(criterion, found, among) {
  active <- among & !criterion$withdrawn
  low <- min(criterion$scale)
  high <- max(criterion$scale)
  sides <- list(civil_society = sort(found$lower[active & found$silence == ""]))
  said <- criterion$government[active]
  if (criterion$compared) sides$government <- sort(as.numeric(said[is_level(said)]))
  otherwise <- c(civil_society = "not_assessed", government = "not_reported")
  rows <- list()
  for (rule in c("median", "strict")) for (side in names(sides)) {
    levels <- sides[[side]]
    level <- if (length(levels)) levels[(length(levels) - 1) %/% 2 + 1] else otherwise[[side]]
    if (rule == "strict" && length(levels) && levels[1] != tail(levels, 1)) {
      level <- min(max(level, low + 1), max(high - 1, low + 1))
    }
    rows <- c(rows, list(or_word("derived_level", level, "whole", rule, side),
                         figure("derived_milestones", length(levels), rule, side)))
  }
  all_of(rows)
}

# ------------------------------------------------------------------------------------------------- How sure are we?

# The counts of many sets of levels at once: `given` has the milestones of one set below those of another.
counts_together <- function(criterion, given, sets, quorum, active) {
  government <- rep(criterion$government[active], sets)
  silence <- rep(silences_of(criterion)[active], sets)
  inside <- inside_of(judge(given, government, silence, criterion$scale, quorum))
  matrix(apply(inside, 2, function(column) colSums(matrix(column, ncol = sets))), nrow = sets)
}

range_figures <- function(criterion, name, counts, part = "") {
  own <- if (criterion$compared) headlines else headlines[1:2]
  columns <- match(own, headlines)
  rows <- list(figure(paste0(name, "_low"), apply(counts[, columns, drop = FALSE], 2, min), part, own),
               figure(paste0(name, "_high"), apply(counts[, columns, drop = FALSE], 2, max), part, own))
  if (criterion$compared) {
    some <- counts[, 3] > 0
    means <- counts[some, 10] / counts[some, 3]
    low <- if (length(means)) min(means) else "no_pairs"
    high <- if (length(means)) max(means) else "no_pairs"
    rows <- c(rows, list(or_word(paste0(name, "_low"), low, "mean down", part, "mean_distance"),
                         or_word(paste0(name, "_high"), high, "mean up", part, "mean_distance")))
  }
  all_of(rows)
}

# Orders of the NGOs that the seed draws: a column for each.
drawn_orders <- function(ngos, seed) {
  draw <- rep(seq_len(drawn_panels) - 1, each = length(ngos))
  digests <- sha256_of_texts(paste0(digits(seed), ":", draw, ":", ngos))
  matrix(rep(seq_along(ngos), drawn_panels)[order(draw, digests, method = "radix")], nrow = length(ngos))
}

panel_figures <- function(criterion, quorum, seed) {
  active <- !criterion$withdrawn
  levels <- criterion$levels[active, , drop = FALSE]
  scoring <- colSums(!is.na(levels)) > 0
  levels <- levels[, scoring, drop = FALSE]
  size_of_all <- ncol(levels)
  marks <- lapply(criterion$scale, function(level) (levels == level & !is.na(levels)) * 1)
  of_panels <- function(members) {
    chosen <- matrix(0, size_of_all, ncol(members))
    chosen[cbind(as.vector(members), rep(seq_len(ncol(members)), each = nrow(members)))] <- 1
    given <- vapply(marks, function(mark) as.vector(mark %*% chosen), numeric(nrow(levels) * ncol(members)))
    counts_together(criterion, matrix(given, ncol = length(marks)), ncol(members), quorum, active)
  }
  rows <- list()
  sizes <- seq_len(max(size_of_all - 1, 0))
  sizes <- rev(sizes[sizes >= max(quorum, 1)])
  orders <- NULL
  for (size in sizes) {
    possible <- round(choose(size_of_all, size))
    if (possible > most_panels) {
      if (is.null(orders)) orders <- drawn_orders(criterion$ngos[scoring], seed)
      members <- orders[seq_len(size), , drop = FALSE]
    } else {
      members <- combn(size_of_all, size)
    }
    parts <- split(seq_len(ncol(members)), (seq_len(ncol(members)) - 1) %/% 500)
    counts <- do.call(rbind, lapply(parts, function(part) of_panels(members[, part, drop = FALSE])))
    rows <- c(rows, list(figure("panels_possible", possible, size), figure("panels_tried", ncol(members), size),
                         range_figures(criterion, "panels", counts, size)))
  }
  all_of(c(rows, list(extreme_figures(criterion, levels, quorum, active))))
}

# At most one NGO, then at most two, at an end of the scale wherever it scored.
extreme_figures <- function(criterion, levels, quorum, active) {
  ends <- range(criterion$scale)
  moved <- function(ngos, to) {
    for (place in seq_along(ngos)) levels[!is.na(levels[, ngos[place]]), ngos[place]] <- to[place]
    counts_of(levels, criterion$scale)
  }
  tried <- function(sets) {
    if (!length(sets)) return(NULL)
    counts_together(criterion, do.call(rbind, sets), length(sets), quorum, active)
  }
  one <- list(moved(integer(0), numeric(0)))
  for (ngo in seq_len(ncol(levels))) for (end in ends) one <- c(one, list(moved(ngo, end)))
  two <- list()
  if (ncol(levels) > 1) for (pair in combn(ncol(levels), 2, simplify = FALSE)) {
    for (first in ends) for (second in ends) two <- c(two, list(moved(pair, c(first, second))))
  }
  counts <- tried(one)
  together(range_figures(criterion, "one_ngo", counts), range_figures(criterion, "two_ngos", rbind(counts, tried(two))))
}

missing_figures <- function(criterion, quorum) {
  kept_out <- criterion$recused | criterion$said == "recused" |
    matrix(criterion$counting %in% c("recused", "not_accredited"), nrow(criterion$said))
  accredited <- matrix(criterion$accredited, nrow(criterion$said), length(criterion$ngos), byrow = TRUE)
  absent <- accredited & is.na(criterion$levels) & !kept_out & !criterion$withdrawn
  government <- suppressWarnings(as.numeric(criterion$government))
  with_level <- function(level) {
    levels <- criterion$levels
    levels[absent] <- matrix(level, nrow(levels), ncol(levels))[absent]
    inside_of(find_all(criterion, quorum, levels))[!criterion$withdrawn, 1:9, drop = FALSE] > 0
  }
  low <- with_level(min(criterion$scale))
  high <- with_level(max(criterion$scale))
  own <- with_level(ifelse(is.na(government), min(criterion$scale), government))
  keys <- if (criterion$compared) headlines else headlines[1:2]
  columns <- match(keys, headlines)
  together(figure("missing_scores", sum(absent)),
           figure("missing_scores_low", colSums(low & high & own)[columns], of = keys),
           figure("missing_scores_high", colSums(low | high | own)[columns], of = keys))
}

flip_figures <- function(criterion, found) {
  if (length(criterion$scale) == 1 || !any(found$both)) return(NULL)
  times <- as.data.frame(table(flip = found$flip[found$both], verdict = found$outcome[found$both]),
                         stringsAsFactors = FALSE)
  times <- times[times$Freq > 0, ]
  figure("flip_number", times$Freq, times$flip, times$verdict)
}

direction_figures <- function(criterion, found) {
  commitments <- unique(criterion$commitment[found$both])
  signs <- vapply(commitments, function(number) sum(found$sign[found$both & criterion$commitment == number]), 0)
  reach <- sum(abs(signs))
  ways <- c(numeric(reach), 1, numeric(reach))
  at <- function(ways, by) c(numeric(max(by, 0)), ways, numeric(max(-by, 0)))[seq_along(ways) + max(-by, 0)]
  for (sign in signs) ways <- at(ways, sign) + at(ways, -sign)
  extreme <- sum(ways[abs(seq_along(ways) - reach - 1) >= abs(sum(signs))])
  together(if (length(signs)) figure("direction_signs", signs, commitments),
           figure("direction_as_extreme", extreme), figure("direction_flips", 2^length(signs)))
}

# --------------------------------------------------------------------------------------------- The same read otherwise

# What changes from one outcome to another, one of both being a verdict: the rows of changes.csv.
changed <- function(criterion, before, after, name, published = "") {
  moved <- before != after & (before %in% verdicts | after %in% verdicts)
  if (!any(moved)) return(NULL)
  list(name = joined(criterion$key, name, criterion$milestones[moved]), published = rep_len(published, sum(moved)),
       before = before[moved], after = after[moved])
}

# Each band one level lower and higher: figures and changes.
band_readings <- function(criterion, tables, found, quorum) {
  bands <- tables[["bands.csv"]]
  bands <- bands[bands$criterion == criterion$key & nzchar(bands$level), ]
  rows <- list()
  changes <- list()
  for (place in seq_len(nrow(bands))) for (step in c(-1, 1)) {
    band <- bands[place, ]
    other <- as.numeric(band$level) + step
    if (!(other %in% criterion$scale)) next
    read <- criterion$band == joined(band$crosswalk, band$version, band$band) & !criterion$withdrawn
    after <- find_all(criterion, quorum, government = ifelse(read, other, criterion$government))$outcome
    name <- c("band", band$crosswalk, band$version, band$band, other)
    moved <- changed(criterion, found$outcome, after, paste(name, collapse = separator), band$level)
    rows <- c(rows, list(figure("band_changes", length(moved$name), paste(name[-1], collapse = " "))))
    changes <- c(changes, list(moved))
  }
  list(figures = all_of(rows), changes = all_of(changes))
}

# Least squares of level = milestone + NGO, adding up to 0 among NGOs that are linked by milestones.
leans_of <- function(levels) {
  scored <- !is.na(levels)
  found <- rep(NA_real_, ncol(levels))
  together <- crossprod(scored * 1) > 0
  left <- which(colSums(scored) > 0)
  while (length(left)) {
    group <- left[1]
    repeat {
      wider <- which(colSums(together[group, , drop = FALSE]) > 0)
      if (length(wider) == length(group)) break
      group <- wider
    }
    left <- setdiff(left, group)
    marks <- scored[, group, drop = FALSE] * 1
    rows <- rowSums(marks) > 0
    marks <- marks[rows, , drop = FALSE]
    own <- ifelse(marks > 0, levels[rows, group, drop = FALSE], 0)
    n <- rowSums(marks)
    matrix_of <- diag(colSums(marks), length(group)) - crossprod(marks / n, marks)
    right <- colSums((own - rowSums(own) / n) * marks)
    free <- seq_len(length(group) - 1)
    lean <- c(if (length(free)) solve(matrix_of[free, free, drop = FALSE], right[free]), 0)
    found[group] <- lean - mean(lean)
  }
  found
}

# The leans, and what changes without them; half a level changes nothing.
lean_readings <- function(criterion, found, quorum) {
  lean <- leans_of(criterion$levels)
  some <- !is.na(lean)
  changes <- NULL
  if (criterion$compared) {
    steps <- ceiling(abs(lean) - 0.5 - 1e-9) * sign(lean)
    moved <- criterion$levels - matrix(ifelse(some, steps, 0), nrow(criterion$levels), length(lean), byrow = TRUE)
    moved[] <- pmin(pmax(moved, min(criterion$scale)), max(criterion$scale))
    after <- find_all(criterion, quorum, moved)$outcome
    changes <- changed(criterion, found$outcome, after, paste(c("leans", "", "", "", ""), collapse = separator))
  }
  list(figures = together(if (any(some)) figure("lean", lean[some], criterion$ngos[some], rounding = "mean"),
                          figure("lean_changes", length(changes$name))),
       changes = changes)
}

# A level as a place among the scores of one's own vignettes.
place_of <- function(level, own) 1 + 2 * sum(own < level) + sum(own == level)

# A criterion whose levels are places; ``own`` has a row for each rater that scored every vignette.
on_places <- function(criterion, own, unplaced) {
  moved <- criterion
  moved$scale <- seq_len(2 * length(criterion$known) + 1)
  without <- matrix(!(criterion$ngos %in% rownames(own)), nrow(criterion$said), length(criterion$ngos), byrow = TRUE)
  moved$counting[is_level(criterion$said) & without] <- "not_accredited"
  for (number in seq_along(criterion$ngos)) {
    mine <- match(criterion$ngos[number], rownames(own))
    moved$levels[, number] <- vapply(criterion$levels[, number], function(level) {
      if (is.na(level) || is.na(mine)) NA_real_ else place_of(level, own[mine, ])
    }, 0)
  }
  for (number in which(is_level(criterion$government) & !unplaced)) {
    moved$government[number] <- place_of(as.numeric(criterion$government[number]), own[criterion$agency[number], ])
  }
  moved
}

# How each rater reads the vignettes, and what changes once every level is a place; NULL where there are none.
vignette_readings <- function(criterion, found, quorum) {
  known <- criterion$known
  given <- criterion$given
  if (!length(known)) return(NULL)
  raters <- rownames(given)
  pairs <- which(outer(known, known, ">"), arr.ind = TRUE)
  steps <- given[, pairs[, 1], drop = FALSE] - given[, pairs[, 2], drop = FALSE]
  times <- function(condition) rowSums(condition, na.rm = TRUE)
  units <- counts_of(t(given), criterion$scale)
  units <- units[rowSums(units) > 1, , drop = FALSE]
  alpha <- if (nrow(units)) alpha_of(matrix(colSums(coincidences_of(units)), 1), length(criterion$scale)) else NA
  own <- given[rowSums(is.na(given)) == 0, , drop = FALSE]
  unplaced <- is_level(criterion$government) & !(criterion$agency %in% rownames(own))
  after <- ifelse(unplaced, found$outcome, find_all(on_places(criterion, own, unplaced), quorum)$outcome)
  changes <- changed(criterion, found$outcome, after, paste(c("places", "", "", "", ""), collapse = separator))
  heard <- colSums(!is.na(criterion$levels)) > 0
  left_out <- criterion$ngos[heard & !(criterion$ngos %in% rownames(own))]
  of_raters <- function(key, counted) if (length(raters)) figure(key, counted, raters)
  rows <- list(
    figure("vignettes", length(known)),
    of_raters("vignette_scored", times(!is.na(given))),
    of_raters("vignette_hits", times(given == matrix(known, nrow(given), length(known), byrow = TRUE))),
    of_raters("vignette_in_order", times(steps > 0)),
    of_raters("vignette_tied", times(steps == 0)),
    of_raters("vignette_reversed", times(steps < 0)),
    or_word("vignette_alpha", if (is.na(alpha)) "no_variation" else alpha, "coefficient"),
    if (length(left_out)) figure("places_left_out", 1, left_out),
    if (any(unplaced)) figure("places_unplaced", 1, criterion$milestones[unplaced]),
    figure("places_changes", if (is.null(changes)) 0 else length(changes$name))
  )
  list(figures = all_of(rows), changes = changes)
}

# ---------------------------------------------------------------------------------------------------------- Agreement

# For each milestone the marginals and the coincidences of every two levels; a row of numbers.
coincidences_of <- function(given) {
  pairs <- which(upper.tri(diag(ncol(given))), arr.ind = TRUE)
  cbind(given, given[, pairs[, 1], drop = FALSE] * given[, pairs[, 2], drop = FALSE] / (rowSums(given) - 1))
}

# Krippendorff's alpha with the ordinal metric, for sums of such rows; NA where there is no variation.
alpha_of <- function(sums, size) {
  given <- sums[, seq_len(size), drop = FALSE]
  pairs <- which(upper.tri(diag(size)), arr.ind = TRUE)
  up_to <- matrix(t(apply(given, 1, cumsum)), nrow(given))
  middle <- up_to - given / 2
  apart <- (middle[, pairs[, 2], drop = FALSE] - middle[, pairs[, 1], drop = FALSE])^2
  by_chance <- rowSums(given[, pairs[, 1], drop = FALSE] * given[, pairs[, 2], drop = FALSE] * apart)
  observed <- rowSums(sums[, -seq_len(size), drop = FALSE] * apart)
  ifelse(by_chance == 0, NA, 1 - (rowSums(given) - 1) * observed / by_chance)
}

agreement_figures <- function(criterion, seed, draws) {
  size <- length(criterion$scale)
  given <- counts_of(criterion$levels, criterion$scale)[!criterion$withdrawn, , drop = FALSE]
  given <- given[rowSums(given) > 0, , drop = FALSE]
  pairable <- given[rowSums(given) > 1, , drop = FALSE]
  raters <- colSums(!is.na(criterion$levels[rowSums(!is.na(criterion$levels)) > 1, , drop = FALSE])) > 0
  marginals <- colSums(pairable)
  alpha <- "too_few_milestones"
  if (size == 1) alpha <- "no_variation"
  else if (nrow(pairable) >= fewest_milestones) alpha <- alpha_of(t(colSums(coincidences_of(pairable))), size)
  if (is.na(alpha)) alpha <- "no_variation"
  share <- function(key, found) or_word(key, if (size == 1) "no_variation" else found, "share")
  together(
    alpha_figures(alpha, pairable, seed, draws),
    or_word("ac2", if (size == 1) "no_variation" else ac2_of(given, criterion$scale), "coefficient"),
    share("exact_agreement", near_of(pairable, criterion$scale, 0)),
    share("adjacent_agreement", near_of(pairable, criterion$scale, 1)),
    share("exact_by_chance", near_of(t(marginals), criterion$scale, 0)),
    share("adjacent_by_chance", near_of(t(marginals), criterion$scale, 1)),
    figure("agreement_milestones", nrow(pairable)), figure("agreement_raters", sum(raters)),
    figure("agreement_values", sum(pairable))
  )
}

alpha_figures <- function(alpha, pairable, seed, draws) {
  rows <- list(or_word("alpha", alpha, "coefficient"))
  ends <- if (is.character(alpha)) list(alpha) else interval_of(pairable, seed, draws)
  rows <- c(rows, list(or_word("alpha_low", ends[[1]], "coefficient down"),
                       or_word("alpha_high", ends[[min(2, length(ends))]], "coefficient up")))
  if (length(ends) > 2) {
    rows <- c(rows, list(figure("alpha_draws", draws), figure("alpha_undefined_draws", ends[[3]])))
  }
  if (is.character(alpha)) return(all_of(c(rows, list(or_word("panel_reliability", alpha, "coefficient")))))
  shown <- floor(alpha * 1000 + 0.5 + 1e-9)
  mark <- if (shown >= 800) "rely" else if (shown >= 667) "tentative" else "neither"
  rows <- c(rows, list(or_word("alpha_mark", mark, "whole")))
  if (alpha <= 0) return(all_of(c(rows, list(or_word("panel_reliability", "nothing_shared", "coefficient")))))
  middle <- median(rowSums(pairable))
  rows <- c(rows, list(figure("panel_raters", middle, rounding = if (middle %% 1) "mean" else "whole"),
                       or_word("panel_reliability", middle * alpha / (1 + (middle - 1) * alpha), "coefficient")))
  all_of(rows)
}

# The ends of alpha's 95 % interval, milestones being drawn again, and how many draws had no value.
interval_of <- function(pairable, seed, draws) {
  if (nrow(pairable) < fewest_to_draw_from) return(list("too_few_commitments"))
  chosen <- choices_of(seed, nrow(pairable), draws)
  times <- t(apply(chosen, 2, tabulate, nrow(pairable)))
  found <- alpha_of(times %*% coincidences_of(pairable), ncol(pairable))
  values <- sort(found[!is.na(found)])
  if (!length(values)) return(list("no_defined_draw"))
  rank <- function(per_mille) values[-(-(length(values) * per_mille) %/% 1000)]
  list(rank(25), rank(975), draws - length(values))
}

# Gwet's AC2 with quadratic weights over the full list of levels.
ac2_of <- function(given, scale) {
  pairable <- given[rowSums(given) > 1, , drop = FALSE]
  if (!nrow(pairable)) return("no_pairs")
  weights <- 1 - outer(scale, scale, "-")^2 / (max(scale) - min(scale))^2
  n <- rowSums(pairable)
  agreed <- mean(rowSums(pairable * (pairable %*% weights - 1)) / (n * (n - 1)))
  shares <- colMeans(given / rowSums(given))
  chance <- sum(weights) * sum(shares * (1 - shares)) / (length(scale) * (length(scale) - 1))
  (agreed - chance) / (1 - chance)
}

# The share of pairs of values at most so many levels apart.
near_of <- function(given, scale, distance) {
  near <- (abs(outer(scale, scale, "-")) <= distance) * 1
  n <- rowSums(given)
  pairs <- sum(n * (n - 1))
  if (pairs == 0) return("no_pairs")
  sum(given * (given %*% near - 1)) / pairs
}

# For each milestone the lower and the upper level that a party stands at; NA where it is in no pair.
party_levels <- function(party, criterion, found) {
  if (party == "civil_society") {
    silent <- found$silence != ""
    return(list(ifelse(silent, NA, found$lower), ifelse(silent, NA, found$upper)))
  }
  level <- if (party == "government") suppressWarnings(as.numeric(criterion$government))
           else criterion$levels[, match(sub("^ngo:", "", party), criterion$ngos)]
  list(level, level)
}

kappa_rows <- function(criterion, found, ngos) {
  parties <- c(if (criterion$compared) "government", "civil_society", ngos)
  if (length(parties) < 2) return(NULL)
  all_of(combn(parties, 2, simplify = FALSE, FUN = function(pair) {
    one <- party_levels(pair[1], criterion, found)
    other <- party_levels(pair[2], criterion, found)
    both <- !is.na(one[[1]]) & !is.na(other[[1]])
    level <- both & one[[1]] == one[[2]] & other[[1]] == other[[2]]
    mine <- one[[1]][level]
    theirs <- other[[1]][level]
    kappa <- "no_pairs"
    if (length(mine)) {
      by_chance <- mean(outer(mine, theirs, "-")^2)
      kappa <- if (by_chance == 0) "no_variation" else 1 - mean((mine - theirs)^2) / by_chance
    }
    row <- or_word(pair[1], kappa, "coefficient")
    row$name <- joined(criterion$key, pair[1], pair[2])
    c(row, n = digits(length(mine)), between = digits(sum(both) - length(mine)))
  }))
}

# --------------------------------------------------------------------------------------------------- All the figures

plan_figures <- function(criterion, tables, found, facts) {
  quorum <- as.numeric(facts[["quorum"]])
  seed <- as.numeric(facts[["seed"]])
  rows <- list(
    count_figures(criterion, found, rep(TRUE, length(criterion$milestones))),
    agreement_figures(criterion, seed, as.numeric(facts[["draws"]])),
    panel_figures(criterion, quorum, seed),
    missing_figures(criterion, quorum),
    lean_readings(criterion, found, quorum)$figures
  )
  if (criterion$compared) {
    rows <- c(rows, list(flip_figures(criterion, found), direction_figures(criterion, found),
                         band_readings(criterion, tables, found, quorum)$figures))
  }
  rows <- c(rows, list(vignette_readings(criterion, found, quorum)$figures))
  rows <- all_of(rows)
  rows$name <- joined(criterion$key, rows$name)
  rows
}

commitment_rows <- function(criterion, found) {
  all_of(lapply(unique(criterion$commitment), function(number) {
    among <- criterion$commitment == number
    rows <- together(count_figures(criterion, found, among), derived_figures(criterion, found, among))
    rows$name <- joined(criterion$key, number, rows$name)
    rows
  }))
}

# ------------------------------------------------------------------------------------------------- Comparing figures

decimals_of <- c(whole = 0, mean = 1, "mean down" = 1, "mean up" = 1, coefficient = 3, "coefficient down" = 3,
                 "coefficient up" = 3, share = 0)

# What a cell would have to be: the published text where it is the computed number, the number itself where not.
exact_cells <- function(published, computed, near) {
  ifelse(near, published, format(computed, digits = 15, trim = TRUE))
}

# Whether a number is shown as its rounding asks: half up, or outwards.
shown_right <- function(shown, value, rounding) {
  decimals <- decimals_of[rounding]
  unit <- 10^-decimals
  value <- ifelse(rounding == "share", value * 100, value)
  number <- suppressWarnings(as.numeric(shown))
  form <- mapply(function(text, places) {
    grepl(if (places) paste0("^-?[0-9]+\\.[0-9]{", places, "}$") else "^-?[0-9]+$", text)
  }, shown, decimals)
  off <- number - value
  half <- abs(off) < unit / 2 - near_enough | (abs(abs(off) - unit / 2) <= near_enough & abs(number) > abs(value))
  down <- off <= near_enough & off > -unit + near_enough
  up <- off >= -near_enough & off < unit - near_enough
  right <- ifelse(grepl("down$", rounding), down, ifelse(grepl("up$", rounding), up, half))
  unname(form & !is.na(number) & right & shown != "-0")
}

# Compare a file of figures: each row is there once, and its number, its form and its word are what was computed.
check_numbers <- function(file, published, computed, by) {
  names_found <- named_by(published, by)
  check_presence(file, computed$name, names_found)
  row <- match(names_found, computed$name)
  published <- published[!is.na(row), , drop = FALSE]
  if (!nrow(published)) return(invisible())
  computed <- computed[row[!is.na(row)], , drop = FALSE]
  about <- spoken(computed$name)
  compare(file, paste(about, "word"), published$word, computed$word)
  number <- !nzchar(computed$word) & !is.na(computed$value)
  empty <- ifelse(number, published$numerator, paste0(published$numerator, published$denominator, published$shown))
  compare(file, paste(about, "number"), ifelse(number, "", empty), rep("", nrow(published)))
  published <- published[number, , drop = FALSE]
  computed <- computed[number, , drop = FALSE]
  about <- about[number]
  whole <- computed$rounding == "whole"
  exact <- as.numeric(published$numerator) / as.numeric(published$denominator)
  near <- !is.na(exact) & abs(exact - computed$value) <= near_enough * pmax(1, abs(computed$value))
  text <- digits(computed$value)
  text <- ifelse(whole, vapply(computed$value, digits, ""), text)
  compare(file, paste(about, "numerator"), published$numerator,
          ifelse(whole, text, exact_cells(published$numerator, computed$value, near)))
  compare(file, paste(about, "denominator"), published$denominator,
          ifelse(whole, "1", exact_cells(published$denominator, computed$value, near)))
  right <- ifelse(whole, published$shown == text, shown_right(published$shown, computed$value, computed$rounding))
  compare(file, paste(about, "shown"), published$shown,
          ifelse(right, published$shown, format(computed$value, digits = 15, trim = TRUE)))
}

# Compare a file of texts in the same way.
check_texts <- function(file, published, computed, by) {
  names_found <- named_by(published, by)
  check_presence(file, computed$name, names_found)
  row <- match(names_found, computed$name)
  published <- published[!is.na(row), , drop = FALSE]
  if (!nrow(published)) return(invisible())
  for (column in setdiff(names(computed), "name")) {
    compare(file, paste(spoken(computed$name[row[!is.na(row)]]), column), published[[column]],
            computed[[column]][row[!is.na(row)]])
  }
}

check_figures <- function(tables) {
  facts <- setNames(tables[["method.csv"]]$value, tables[["method.csv"]]$name)
  quorum <- as.numeric(facts[["quorum"]])
  keys <- unique(tables[["levels.csv"]]$criterion)
  ratings <- tables[["ratings.csv"]]
  answered <- ratings$party_kind == "ngo" & nzchar(ratings$counting)
  ngos <- sort(unique(ratings$party_key[answered]), method = "radix")
  ngos <- if (length(ngos)) paste0("ngo:", ngos)
  criteria <- lapply(keys, function(key) criterion_of(tables, key, FALSE))
  found <- lapply(criteria, find_all, quorum)
  bound <- function(operation, over = criteria, of = found) {
    found <- all_of(Map(operation, over, of))
    if (is.null(found)) data.frame(name = character(0)) else as.data.frame(found, stringsAsFactors = FALSE)
  }
  plan <- function(criterion, found) plan_figures(criterion, tables, found, facts)
  published <- bound(plan)
  of_milestones <- bound(function(criterion, found) verdict_rows(criterion, quorum))
  check_texts("verdicts.csv", tables[["verdicts.csv"]], of_milestones, c("criterion", "milestone"))
  check_numbers("figures.csv", tables[["figures.csv"]], published, c("criterion", "figure", "part", "of"))
  before <- data.frame(name = character(0), value = numeric(0), word = character(0), rounding = character(0))
  if (any(nzchar(ratings$first_level) | nzchar(ratings$first_silence))) {
    earlier <- lapply(keys, function(key) criterion_of(tables, key, TRUE))
    before <- bound(plan, earlier, lapply(earlier, find_all, quorum))
  }
  check_numbers("figures_before_replies.csv", tables[["figures_before_replies.csv"]], before,
                c("criterion", "figure", "part", "of"))
  check_numbers("commitment_figures.csv", tables[["commitment_figures.csv"]], bound(commitment_rows),
                c("criterion", "commitment", "figure", "part", "of"))
  changes <- bound(function(criterion, found) {
    together(if (criterion$compared) band_readings(criterion, tables, found, quorum)$changes,
             lean_readings(criterion, found, quorum)$changes,
             vignette_readings(criterion, found, quorum)$changes)
  })
  check_texts("changes.csv", tables[["changes.csv"]], changes,
              c("criterion", "reading", "crosswalk", "crosswalk_version", "band", "read_as", "milestone"))
  kappas <- bound(function(criterion, found) kappa_rows(criterion, found, ngos))
  check_numbers("kappa.csv", tables[["kappa.csv"]], kappas, c("criterion", "one", "other"))
  check_texts("kappa.csv", tables[["kappa.csv"]], kappas[c("name", "n", "between")], c("criterion", "one", "other"))
  value <- ifelse(published$rounding == "share", published$value * 100, published$value)
  shown <- mapply(function(value, decimals) formatC(value, digits = decimals, format = "f"), value,
                  decimals_of[published$rounding])
  writeLines(sprintf("%-82s  %s", spoken(published$name), ifelse(nzchar(published$word), published$word, shown)))
}

check_folder <- function() {
  rm(list = ls(results), envir = results)
  check_sums()
  tables <- setNames(lapply(all_tables, table_of), all_tables)
  problem <- tryCatch({
    for (check in list(check_rows, check_cells, check_flags)) {
      check(tables)
      if (differing(c("rows", "cells", "flags"))) return(conclude())
    }
    if (tables[["levels.csv"]]$demonstration[1] == "true") {
      say("", "DEMONSTRATION: everything but the plan is invented.")
    }
    check_figures(tables)
    NULL
  }, error = conditionMessage)
  if (!is.null(problem)) compare("files", "what they say together", problem, "figures")
  conclude()
}

differ <- FALSE
for (folder in if (length(arguments)) arguments else here) {
  here <- folder
  if (length(arguments) > 1) say("folder", folder)
  differ <- check_folder() || differ
}
quit(status = if (differ) 1 else 0)
