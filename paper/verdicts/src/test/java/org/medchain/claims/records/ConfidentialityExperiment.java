package org.medchain.claims.records;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.DatasetFiles;
import org.medchain.claims.records.RecordLedger.DatasetRecords;
import org.medchain.claims.records.SealedFilesExperiment.DocumentSealer;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.StoredBlock;
import org.medchain.data.Transaction;

/**
 * Looks for records in the blocks that a node stores, and for documents in the sealed files that it
 * holds, without any key (claim confidentiality).
 */
final class ConfidentialityExperiment {
  private static final String CLAIM = "confidentiality";
  private static final int BLOCK = 100;

  /** A block of AES; a document has many, so that one that shows is no accident. */
  private static final int PLAINTEXT_BLOCK = 16;

  private record RecordField(String name, Function<MedicalRecord, Object> content) {}

  private static final List<RecordField> FIELDS =
      List.of(
          new RecordField("patient's key", MedicalRecord::patient),
          new RecordField("doctor's key", record -> record.digest().doctor()),
          new RecordField("path", record -> record.metadata().path()),
          new RecordField("hash of the file", record -> record.metadata().hash()),
          new RecordField("time", record -> record.digest().timestampMs()),
          new RecordField("description", record -> record.digest().description()),
          new RecordField("type", record -> record.digest().type()));

  private ConfidentialityExperiment() {}

  static void run(ClaimRun run) throws Exception {
    RecordLedger ledger =
        new RecordLedger(DatasetRecords.read(run.projectRoot()), run.seed(), 1, List.of());
    int records = run.count("confidentiality_records");
    while (ledger.uploaded() < records) {
      ledger.grow(1, Math.min(BLOCK, records - ledger.uploaded()));
    }
    try (RawTable raw = run.raw(CLAIM, "what, looked_at, readable")) {
      blocks(ledger, raw);
      files(run, ledger, raw);
    }
  }

  private static void blocks(RecordLedger ledger, RawTable raw) {
    int[] readable = new int[FIELDS.size()];
    int number = 0;
    for (long height = 1; height <= ledger.height(); height++) {
      Block block = ledger.blockAt(height).orElseThrow().block();
      Bytes stored = new StoredBlock(block).encoded();
      List<MedicalRecord> read = readRecords(stored);
      int uploads = block.transactions().size();
      for (int i = 0; i < Math.min(read.size(), uploads); i++) {
        compare(read.get(i), ledger.records().onChain(number + i), readable);
      }
      number += uploads;
    }
    for (int i = 0; i < readable.length; i++) {
      raw.row(FIELDS.get(i).name(), ledger.uploaded(), readable[i]);
    }
  }

  /** What anybody makes of the bytes of a stored block; nothing of those that it cannot read. */
  private static List<MedicalRecord> readRecords(Bytes stored) {
    try {
      return StoredBlock.decodeAll(stored).stream()
          .flatMap(block -> block.transactions().stream())
          .flatMap(transaction -> recordIn(transaction).stream())
          .toList();
    } catch (MalformedInput e) {
      return List.of();
    }
  }

  private static List<MedicalRecord> recordIn(Transaction transaction) {
    return MedicalModules.operation(transaction) instanceof UploadRecord upload
        ? List.of(upload.record())
        : List.of();
  }

  private static void compare(MedicalRecord read, MedicalRecord truth, int[] readable) {
    for (int i = 0; i < readable.length; i++) {
      Function<MedicalRecord, Object> content = FIELDS.get(i).content();
      readable[i] += content.apply(read).equals(content.apply(truth)) ? 1 : 0;
    }
  }

  private static void files(ClaimRun run, RecordLedger ledger, RawTable raw) throws Exception {
    DatasetFiles documents = DatasetFiles.read(DatasetRecords.folder(run.projectRoot()));
    DocumentSealer sealer = new DocumentSealer(run.seed());
    long blocks = 0;
    long found = 0;
    for (int number = 0; number < ledger.uploaded(); number++) {
      Bytes document = documents.of(ledger.records().source(number));
      String sealed = text(sealer.seal(document, sealer.newKey()));
      String plain = text(document.toArray());
      for (int at = 0; at + PLAINTEXT_BLOCK <= plain.length(); at += PLAINTEXT_BLOCK) {
        blocks++;
        found += sealed.contains(plain.substring(at, at + PLAINTEXT_BLOCK)) ? 1 : 0;
      }
    }
    raw.row("blocks of 16 bytes of documents", blocks, found);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
