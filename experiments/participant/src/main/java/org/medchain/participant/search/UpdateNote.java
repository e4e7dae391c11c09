package org.medchain.participant.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.application.search.EntryKind;
import org.medchain.application.search.IndexUpdate;
import org.medchain.contract.search.JournalLine;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.participant.identity.JsonText;
import tools.jackson.databind.JsonNode;

/**
 * An update of the own index on the disk, from before it is ordered until it is executed or refused
 * (PROC-21): what was interrupted is sent again as it was, and no other update is made at its
 * addresses (VER-3).
 *
 * @param kind whether it enters its record or takes it out
 * @param record its id
 * @param update as it is sent
 */
record UpdateNote(EntryKind kind, Hash record, UpdateIndex update) {
  static UpdateNote of(EntryKind kind, Hash record, IndexUpdate made) {
    return new UpdateNote(
        kind, record, new UpdateIndex(made.epoch(), made.number(), made.entries(), made.journal()));
  }

  /** What the ledger keeps of it. */
  JournalLine line() {
    return JournalLine.of(update);
  }

  /** Whether its record is in the index after it. */
  boolean enters() {
    return kind == EntryKind.ADD;
  }

  /** Writes it whole or not at all. */
  void write(Path file) throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", kind.name());
    fields.put("record", record.toHex());
    fields.put("update", update.encoded().toHex());
    JsonText.write(file, fields);
  }

  /**
   * What {@link #write} wrote; nothing if no update is on its way.
   *
   * @throws IOException if the file is damaged; the message is one line
   */
  static Optional<UpdateNote> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode node = JsonText.read(file);
      Hash record = Decoder.decode(JsonText.hex(file, node, "record"), Decoder::hash);
      UpdateIndex update =
          Decoder.decode(JsonText.hex(file, node, "update"), UpdateIndex.TYPE.reader());
      return Optional.of(new UpdateNote(kind(file, node), record, update));
    } catch (MalformedInput e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static EntryKind kind(Path file, JsonNode node) throws IOException {
    String name = node.path("kind").asString("");
    return switch (name) {
      case "ADD" -> EntryKind.ADD;
      case "REMOVE" -> EntryKind.REMOVE;
      default -> throw damaged(file, "'kind' is ADD or REMOVE, not '" + name + "'", null);
    };
  }

  private static IOException damaged(Path file, String why, Exception cause) {
    return new IOException(
        file
            + " is damaged: "
            + why
            + "; without this file, the update that it has may be made again by 'patient index'",
        cause);
  }
}
