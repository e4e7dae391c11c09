package org.medchain.participant.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.application.search.Keyword;
import org.medchain.data.Hash;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.IdentitiesFolder;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.search.KeywordSearch;
import org.medchain.participant.search.KeywordSearch.FoundRecords;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code medchain patient search}: by a trapdoor at the consensus nodes (paper §4 (3); PROC-29).
 */
@Command(
    name = "search",
    description = {
      "Finds records by a word of their description, or by type:, doctor: or date: with a value",
      "(date:2026-11-25, date:2026-11). Nodes match a trapdoor that tells them neither the word nor",
      "the records; what they find is decrypted here. Another's records only as its delegate, for",
      "the price of a query."
    },
    mixinStandardHelpOptions = true)
final class KeywordSearchCommand extends SessionCommand {
  @Parameters(
      paramLabel = "KEYWORD",
      description = "One word, or e.g. type:imaging, doctor:d1, date:2026-11.")
  private String typed;

  @Mixin private OwnerOption owner;

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    Keyword keyword = keyword(typed, identities());
    FoundRecords found =
        new KeywordSearch(session, owner.key(identities(), session.participant())).run(keyword);
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> records = new ArrayList<>();
    for (Hash id : found.records()) {
      Map<String, Object> fields = fields(session, id);
      records.add(fields);
      lines.add(String.join("  ", fields.values().stream().map(String::valueOf).toList()));
    }
    lines.add(
        records.size()
            + (records.size() == 1 ? " record" : " records")
            + ", for "
            + found.price()
            + " points");
    return new CommandAnswer(lines, new LinkedHashMap<>(Map.of("records", records)))
        .with("keyword", keyword.text())
        .with("entries_matched", found.entries())
        .with("price_points", found.price());
  }

  /** A doctor may be named as everywhere else. */
  private static Keyword keyword(String typed, IdentitiesFolder identities)
      throws UserInputException, IOException {
    String doctor = "doctor:";
    try {
      return typed.startsWith(doctor)
          ? Keyword.doctor(identities.key(typed.substring(doctor.length())))
          : Keyword.of(typed);
    } catch (IllegalArgumentException e) {
      throw new UserInputException("KEYWORD: " + e.getMessage());
    }
  }

  /** What this identity knows of it besides. */
  private static Map<String, Object> fields(ParticipantSession session, Hash id)
      throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>(Map.of("record", id.toHex()));
    Path note = session.folder().record(id);
    if (Files.exists(note)) {
      KeptRecord kept = KeptRecord.read(note);
      fields.put("type", kept.type());
      fields.put("description", kept.description());
    }
    return fields;
  }
}
