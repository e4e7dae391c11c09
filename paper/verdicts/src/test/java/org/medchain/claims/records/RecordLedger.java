package org.medchain.claims.records;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.application.HeaderChain;
import org.medchain.claims.ledger.CertifiedLedger;
import org.medchain.claims.ledger.ExecutedChain;
import org.medchain.claims.ledger.ProvingIndex;
import org.medchain.comparison.workload.ChainParticipants;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;

/**
 * A ledger of the dataset's synthetic records, decided by four members whose certificates have real
 * signatures.
 */
final class RecordLedger extends CertifiedLedger {
  /** In which everybody signs. */
  static final SignatureScheme SCHEME = new Ed25519();

  private static final int MEMBERS = 4;
  private static final int WINDOW = 2;

  /** States under the last: proofs need those W below. */
  private static final int RETAINED_STATES = 8;

  private static final long CLOCK_TOLERANCE_MS = 5_000;

  /** Enough to start with for all queries of an experiment: points are not what it is about. */
  private static final PointRules RULES = new PointRules(1_000_000, 10, 25, 7, 8_000);

  private final ChainParticipants participants;
  private final DatasetRecords records;
  private int uploaded;

  RecordLedger(SyntheticRecords dataset, long seed, int institutions, List<Participant> more) {
    this(dataset, new ChainParticipants(SCHEME, dataset, seed, MEMBERS, institutions), more);
  }

  private RecordLedger(
      SyntheticRecords dataset, ChainParticipants participants, List<Participant> more) {
    super(
        new ExecutedChain(SCHEME, genesis(dataset, participants, more), RETAINED_STATES),
        SCHEME,
        participants.nodes());
    this.participants = participants;
    this.records = new DatasetRecords(dataset, participants);
  }

  private static Genesis genesis(
      SyntheticRecords dataset, ChainParticipants participants, List<Participant> more) {
    List<Participant> registered = new ArrayList<>(participants.registered());
    registered.addAll(more);
    Genesis.Terms terms =
        new Genesis.Terms(
            dataset.latestMs(),
            participants.nodes().stream().map(KeyPair::publicKey).toList(),
            WINDOW,
            Difficulty.NONE,
            CLOCK_TOLERANCE_MS,
            participants.center().publicKey(),
            RULES);
    return new Genesis(terms, registered);
  }

  ChainParticipants participants() {
    return participants;
  }

  DatasetRecords records() {
    return records;
  }

  Transaction next(KeyPair sender, Operation operation) {
    return chain().order(sender, operation);
  }

  Transaction upload(int number) {
    return next(records.patient(number), new UploadRecord(records.onChain(number)));
  }

  Transaction uploadNext() {
    return upload(uploaded++);
  }

  int uploaded() {
    return uploaded;
  }

  /** Appends blocks with this number of uploads each. */
  void grow(int blocks, int uploadsEach) {
    for (int block = 0; block < blocks; block++) {
      List<Transaction> uploads = new ArrayList<>();
      for (int i = 0; i < uploadsEach; i++) {
        uploads.add(uploadNext());
      }
      append(uploads);
    }
  }

  /** The index that a node has of this ledger. */
  ProvingIndex index() {
    ProvingIndex index = new ProvingIndex(genesis().chainParameters());
    for (int i = 0; i < blocks().size(); i++) {
      index.append(blocks().get(i).block(), chain().executions().get(i));
    }
    return index;
  }

  /** All that a third party needs to trust: the headers up to the last. */
  HeaderChain headers() {
    List<Header> headers = new ArrayList<>(List.of(genesis().block().header()));
    blocks().forEach(each -> headers.add(each.block().header()));
    return HeaderChain.of(headers, head().hash());
  }

  /** The dataset's synthetic records as their patients put them on a chain, numbered from 0. */
  record DatasetRecords(SyntheticRecords dataset, ChainParticipants participants) {
    static SyntheticRecords read(Path projectRoot) {
      return SyntheticRecords.read(folder(projectRoot));
    }

    static Path folder(Path projectRoot) {
      return projectRoot.resolve("datasets").resolve("synthea-sample");
    }

    SyntheticRecord source(int number) {
      return dataset.records().get(number % dataset.records().size());
    }

    KeyPair patient(int number) {
      return participants.patient(source(number).patient());
    }

    /** The record as it stands on the chain. */
    MedicalRecord onChain(int number) {
      SyntheticRecord from = source(number);
      int pass = number / dataset.records().size() + 1;
      String path = pass == 1 ? from.path() : "pass-" + pass + "/" + from.path();
      PublicKey doctor = participants.doctor(from.doctor()).publicKey();
      return new MedicalRecord(
          patient(number).publicKey(),
          new MedicalRecord.MetadataBlock(doctor, path, from.sha256()),
          new MedicalRecord.DigestBlock(
              from.timestampMs(), doctor, from.description(), from.type()));
    }
  }
}
