package org.medchain.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medchain.experiments.claims.Claim;
import org.medchain.experiments.claims.ClaimKind;
import org.medchain.experiments.claims.ClaimsFile;
import org.medchain.experiments.config.SpellingSuggestion;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what the paper and the articles claim, and how it can be decided (CLAIM-1). */
@Command(
    name = "claims",
    description = {
      "Lists what the paper and four articles claim, and how each claim can be decided.",
      "Kinds: verdict (by an experiment), command (one shows it), not-built (the mechanism is",
      "not there), not-decidable. With IDs: all that paper/claims.yaml says of these.",
      "Hypotheses and thresholds stand there before their experiments run; no verdict",
      "is computed yet."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Medchain.MedchainVersion.class,
    sortOptions = false)
final class ClaimsCommand implements Callable<Integer> {
  private static final int WIDTH = 100;

  private final CommandContext host;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Only these, in full.")
  private List<String> ids = List.of();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only those of this kind: verdict, command, not-built or not-decidable.")
  private String kind;

  ClaimsCommand(CommandContext host) {
    this.host = host;
  }

  @Override
  public Integer call() throws UserInputException {
    List<Claim> all = ClaimsFile.read(ClaimsFile.of(host.requiredRoot()));
    if (ids.isEmpty()) {
      list(ofKind(all));
    } else {
      List<Claim> chosen = new ArrayList<>();
      for (String id : ids) {
        chosen.add(named(all, id));
      }
      ofKind(chosen).forEach(this::show);
    }
    host.out().flush();
    return Medchain.OK;
  }

  private List<Claim> ofKind(List<Claim> claims) throws UserInputException {
    if (kind != null && Arrays.stream(ClaimKind.values()).noneMatch(this::isChosen)) {
      throw new UserInputException("--kind: '" + kind + "'; allowed: " + ClaimKind.allowed());
    }
    return claims.stream().filter(claim -> kind == null || isChosen(claim.kind())).toList();
  }

  private boolean isChosen(ClaimKind each) {
    return each.key().equals(kind);
  }

  private static Claim named(List<Claim> all, String id) throws UserInputException {
    List<String> known = all.stream().map(Claim::id).toList();
    return all.stream()
        .filter(claim -> claim.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UserInputException(
                    "no claim is called '"
                        + id
                        + "'"
                        + SpellingSuggestion.nearest(id, known)
                            .map(meant -> "; did you mean " + meant + "?")
                            .orElse("; 'medchain claims' lists all")));
  }

  private void list(List<Claim> claims) {
    for (Claim claim : claims) {
      Claim.ClaimPlace place = claim.places().getFirst();
      String line =
          String.format(
              Locale.ROOT,
              "%-30s  %-13s  %-20s  %s",
              claim.id(),
              claim.kind().key(),
              place.section(),
              place.quote());
      host.out().println(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line);
    }
    host.out().println();
    String counts =
        Arrays.stream(ClaimKind.values())
            .map(
                each ->
                    claims.stream().filter(claim -> claim.kind() == each).count()
                        + " "
                        + each.key())
            .collect(Collectors.joining(", "));
    host.out()
        .println(claims.size() + " claims: " + counts + ". 'medchain claims ID' shows one whole");
  }

  private void show(Claim claim) {
    host.out().println(claim.id() + " (" + claim.kind().key() + ")");
    for (Claim.ClaimPlace place : claim.places()) {
      print(place.source() + ", " + place.section(), "\"" + place.quote() + "\"");
    }
    claim.fields().forEach(this::print);
    host.out().println();
  }

  /** A name, and its text below it in lines that fit. */
  private void print(String name, String text) {
    host.out().println("  " + name.replace('_', ' '));
    StringBuilder line = new StringBuilder();
    for (String word : text.split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= WIDTH) {
        host.out().println("      " + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    host.out().println("      " + line);
  }
}
