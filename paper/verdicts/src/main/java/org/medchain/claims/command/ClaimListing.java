package org.medchain.claims.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.Claim.ClaimPlace;
import org.medchain.claims.file.ClaimData.ClaimFigure;
import org.medchain.claims.file.ClaimData.ClaimTable;
import org.medchain.claims.file.ClaimData.TablePart;
import org.medchain.claims.file.ClaimKind;
import org.medchain.claims.file.ClaimSetting;
import org.medchain.claims.file.Criterion;

/** Prints claims: a line each, or all that the file says of one (CLAIM-1). */
record ClaimListing(PrintWriter out) {
  private static final int WIDTH = 100;

  void list(List<Claim> claims) {
    for (Claim claim : claims) {
      ClaimPlace place = claim.places().getFirst();
      String line =
          String.format(
              Locale.ROOT,
              "%-30s  %-13s  %-20s  %s",
              claim.id(),
              claim.kind().key(),
              place.section(),
              place.quote());
      out.println(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line);
    }
    out.println();
    String counts =
        Arrays.stream(ClaimKind.values())
            .map(
                each ->
                    claims.stream().filter(claim -> claim.kind() == each).count()
                        + " "
                        + each.key())
            .collect(Collectors.joining(", "));
    out.println(claims.size() + " claims: " + counts + ". 'medchain claims ID' shows one whole");
  }

  void show(Claim claim) {
    out.println(claim.id() + " (" + claim.kind().key() + ")");
    for (ClaimPlace place : claim.places()) {
      print(place.source() + ", " + place.section(), "\"" + place.quote() + "\"");
    }
    claim.fields().forEach(this::print);
    for (ClaimSetting each : claim.data().settings()) {
      print("setting", each.name() + ": " + each.says());
    }
    for (ClaimTable each : claim.data().tables()) {
      for (TablePart part : each.parts()) {
        print("table", each.name() + ", " + each.kind() + ": " + part.config().orElseThrow());
      }
    }
    for (ClaimFigure each : claim.data().figures()) {
      StringBuilder text = new StringBuilder(each.metric() + ", " + each.says() + ": " + each.of());
      each.more().forEach((key, other) -> text.append(' ').append(key).append(' ').append(other));
      print("figure", text.toString());
    }
    for (Criterion each : claim.criteria()) {
      String reading = each.reading().map(text -> ", if " + text).orElse("");
      print("criterion", each.metric() + " " + each.text() + reading);
    }
    out.println();
  }

  /** A name, and its text below it in lines that fit. */
  private void print(String name, String text) {
    out.println("  " + name.replace('_', ' '));
    StringBuilder line = new StringBuilder();
    for (String word : text.split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + word.length() >= WIDTH) {
        out.println("      " + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.println("      " + line);
  }
}
