package org.medchain.claims.records;

import java.util.List;
import java.util.Random;
import org.medchain.application.ExistenceProof;
import org.medchain.application.HeaderChain;
import org.medchain.application.RecordVerifier;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.DatasetFiles;
import org.medchain.claims.ledger.ProvingIndex;
import org.medchain.claims.records.RecordLedger.DatasetRecords;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.Header;

/**
 * Has a verifier with headers decide about documents, each as it was recorded and with one changed
 * byte (claim fingerprint-verification): once with the document itself, and once with nothing but
 * the fingerprint that its bringer names.
 */
final class FingerprintExperiment {
  private static final String CLAIM = "fingerprint-verification";
  private static final double NS_PER_US = 1e3;

  /** What a verifier has, and what it decided so far. */
  private static final class DocumentVerifier {
    private final HeaderChain headers;
    private final RecordVerifier records;
    private int decisions;
    private int wrongByFingerprint;
    private int longestProof;

    DocumentVerifier(RecordLedger ledger) {
      headers = ledger.headers();
      records = new RecordVerifier(RecordLedger.SCHEME, ledger.genesis().chain());
    }

    /** Whether it takes a document for the recorded one. */
    boolean isRecorded(Bytes proofBytes, Bytes document) {
      ExistenceProof proof = Codec.of(ExistenceProof.class).decoded(proofBytes);
      return headers.flawIn(proof).isEmpty()
          && records.flawIn(proof.transaction(), document).isEmpty();
    }

    /** The same where it is told the fingerprint of a document that it does not see. */
    boolean isRecorded(Bytes proofBytes, Hash told) {
      ExistenceProof proof = Codec.of(ExistenceProof.class).decoded(proofBytes);
      return headers.flawIn(proof).isEmpty()
          && MedicalModules.operation(proof.transaction()) instanceof UploadRecord upload
          && upload.record().metadata().hash().equals(told);
    }

    /** Decides, and notes whether that is right and how long it took. */
    void decide(Bytes proof, Bytes document, Hash told, boolean truth, RawTable raw) {
      long from = System.nanoTime();
      boolean decided = isRecorded(proof, document);
      long tookNs = System.nanoTime() - from;
      decisions++;
      wrongByFingerprint += isRecorded(proof, told) == truth ? 0 : 1;
      longestProof = Math.max(longestProof, proof.size());
      raw.row(document.size(), proof.size(), truth, decided, tookNs / NS_PER_US);
    }
  }

  private FingerprintExperiment() {}

  static void run(ClaimRun run) throws Exception {
    RecordLedger ledger =
        new RecordLedger(DatasetRecords.read(run.projectRoot()), run.seed(), 1, List.of());
    int documents = run.count("fingerprint_documents");
    while (ledger.uploaded() < documents) {
      ledger.grow(1, Math.min(run.count("fingerprint_block"), documents - ledger.uploaded()));
    }
    run.progress("verifies " + documents + " documents");
    DatasetFiles content = DatasetFiles.read(DatasetRecords.folder(run.projectRoot()));
    DocumentVerifier verifier = new DocumentVerifier(ledger);
    ProvingIndex index = ledger.index();
    Bytes first = content.of(ledger.records().source(0));
    warmUp(run.count("fingerprint_warm"), first, proof(index, ledger, 0), verifier);
    Random random = new Random(run.seed());
    try (RawTable raw = run.raw(CLAIM, "document_bytes, proof_bytes, recorded, decided, took_us")) {
      for (int number = 0; number < documents; number++) {
        Bytes document = content.of(ledger.records().source(number));
        Bytes proof = proof(index, ledger, number);
        // Who brings a changed document can name the fingerprint of the true one: it is public.
        Hash told = Hash.of(document);
        verifier.decide(proof, document, told, true, raw);
        verifier.decide(proof, changed(document, random), told, false, raw);
      }
    }
    figures(run.figures(CLAIM), verifier);
  }

  private static void warmUp(int times, Bytes document, Bytes proof, DocumentVerifier verifier) {
    for (int i = 0; i < times; i++) {
      if (!verifier.isRecorded(proof, document)) {
        return; // that is counted when the document is decided about
      }
    }
  }

  private static Bytes proof(ProvingIndex index, RecordLedger ledger, int number) {
    Hash record = ledger.records().onChain(number).id();
    return index.existenceOf(index.locateRecord(record).orElseThrow()).encoded();
  }

  private static Bytes changed(Bytes document, Random random) {
    byte[] bytes = document.toArray();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
    return Bytes.of(bytes);
  }

  private static void figures(ClaimFigures figures, DocumentVerifier verifier) {
    figures.value(
        "wrong_decisions_by_fingerprint",
        verifier.wrongByFingerprint,
        verifier.decisions,
        "wrong decisions of a verifier that is told the fingerprint alone");
    figures.value(
        "bytes_besides_document",
        verifier.longestProof + Header.SIZE,
        verifier.decisions,
        "bytes of the longest proof and of the header that it leads to");
  }
}
