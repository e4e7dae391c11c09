package org.medchain.node.light;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.consensus.Certificate;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.node.durable.FolderVolume;
import org.medchain.node.durable.Volume;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.storage.RecordLog;

/**
 * A light client's store (STO-8, LIGHT-7; decision 0160): headers, the certificate of the last of
 * each run, and the proofs of the members' changes, in one file that grows at its end. Nothing in
 * it is trusted: opening it checks everything as if a stranger had sent it.
 *
 * <p>A {@link RecordLog} of the chain: kind (1 byte) and content in each record. Records that a
 * power failure cuts off can be fetched again, so the file is forced only when it is closed.
 */
public final class LightStore implements AutoCloseable {
  private static final int RUN = 1;
  private static final int EPOCH = 2;

  /** Headers of one record when the file is rewritten. */
  private static final int RUN_SIZE = 4096;

  /** The file is rewritten when it has more than this number of bytes of certificates. */
  private static final int CERTIFICATE_SLACK = 1 << 16;

  private final Path file;
  private final Genesis genesis;
  private final LightChain chain;
  private RecordLog log;

  /** Bytes for certificates, of which only the last is needed any more. */
  private long certificateBytes;

  /**
   * Opens the file, or makes it.
   *
   * @throws IOException if it cannot be read or written, or is damaged: then the message has the
   *     place, and the file can be deleted, since all of it can be fetched again
   */
  public LightStore(Path file, Genesis genesis, CertificateVerifier certificates)
      throws IOException {
    this.file = file;
    this.genesis = genesis;
    this.chain = new LightChain(genesis, certificates);
    List<Bytes> records = new ArrayList<>();
    this.log = log(records::add);
    try {
      load(records);
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private Volume folder() {
    return FolderVolume.at(file.toAbsolutePath().getParent());
  }

  private RecordLog log(Consumer<Bytes> records) throws IOException {
    return RecordLog.open(folder(), file.getFileName().toString(), genesis.chain(), records);
  }

  /**
   * The same, also for a damaged file: it is deleted, and its content is fetched again, since nodes
   * have all of it.
   *
   * @param told gets one line if the file was damaged, with the place of the damage
   */
  public static LightStore openOrMend(
      Path file, Genesis genesis, CertificateVerifier certificates, Consumer<String> told)
      throws IOException {
    try {
      return new LightStore(file, genesis, certificates);
    } catch (RecordLog.DamagedLogException e) {
      Files.delete(file);
      told.accept(e.getMessage() + "; it was deleted, and its content is fetched again");
      return new LightStore(file, genesis, certificates);
    }
  }

  /** The checked content of the file. Only {@link #append} and {@link #advanceEpoch} change it. */
  public LightChain chain() {
    return chain;
  }

  /** Bytes of the file. */
  public long size() {
    return log.size();
  }

  /**
   * Extends the chain by these headers, and stores them.
   *
   * @throws InvalidProofException if they do not hold; nothing is written then
   */
  public void append(List<Header> headers, Certificate certificate)
      throws InvalidProofException, IOException {
    chain.append(headers, certificate);
    log.append(run(new HeaderRun(headers, Optional.of(certificate))));
    certificateBytes += certificate.encoded().size();
    // So that rewriting costs a constant for each appended byte.
    if (certificateBytes > CERTIFICATE_SLACK + log.size() / 4) {
      compact();
    }
  }

  /**
   * Learns the end of an epoch, and keeps the proof.
   *
   * @return whether it was news
   * @throws InvalidProofException if it does not hold; nothing is written then
   */
  public boolean advanceEpoch(Bytes proof) throws InvalidProofException, IOException {
    long before = chain.height();
    if (!chain.advanceEpoch(proof)) {
      return false;
    }
    if (chain.height() < before) {
      compact();
    } else {
      log.append(record(EPOCH, proof));
    }
    return true;
  }

  /**
   * Rewrites the file with one certificate for all headers instead of one for each run. Headers
   * above the last certificate that can still be shown are dropped.
   */
  public void compact() throws IOException {
    List<Bytes> records = new ArrayList<>();
    for (int epoch = 0; epoch < chain.members().current(); epoch++) {
      records.add(record(EPOCH, chain.members().proof(epoch)));
    }
    records.addAll(runs());
    RecordLog.write(folder(), file.getFileName().toString(), genesis.chain(), records);
    log.close();
    log = log(written -> {});
    certificateBytes = 0;
  }

  /** Runs without a certificate of their own, and the last with the head's. */
  private List<Bytes> runs() {
    List<Bytes> runs = new ArrayList<>();
    for (long first = 1; first <= chain.height(); first += RUN_SIZE) {
      List<Header> headers = new ArrayList<>();
      long last = Math.min(chain.height(), first + RUN_SIZE - 1);
      for (long at = first; at <= last; at++) {
        headers.add(chain.headerAt(at).orElseThrow());
      }
      boolean isLast = last == chain.height();
      runs.add(run(new HeaderRun(headers, isLast ? chain.certificate() : Optional.empty())));
    }
    return runs;
  }

  private static Bytes run(HeaderRun run) {
    return record(RUN, run.encoded());
  }

  private static Bytes record(int kind, Bytes content) {
    return new Encoder().uint8(kind).raw(content).toBytes();
  }

  private void load(List<Bytes> records) throws IOException {
    List<Header> pending = new ArrayList<>();
    try {
      for (Bytes record : records) {
        apply(record, pending);
      }
      if (!pending.isEmpty() && !chain.appendUpToEpochEnd(pending)) {
        compact(); // Without them: the certificate behind them was cut off.
      }
    } catch (MalformedInput | InvalidProofException e) {
      throw damaged(e.getMessage());
    }
  }

  private void apply(Bytes record, List<Header> pending) throws InvalidProofException, IOException {
    int kind = record.at(0);
    Bytes content = record.slice(1, record.size());
    if (kind == EPOCH) {
      boolean unused = chain.advanceEpoch(content);
    } else if (kind == RUN) {
      HeaderRun run = chain.codec(HeaderRun.class).decoded(content);
      pending.addAll(run.headers());
      if (run.certificate().isPresent()) {
        chain.append(pending, run.certificate().get());
        pending.clear();
        certificateBytes += run.certificate().get().encoded().size();
      }
    } else {
      throw damaged("no record has kind " + kind);
    }
  }

  private record HeaderRun(List<Header> headers, Optional<Certificate> certificate)
      implements Encodable {}

  private IOException damaged(String what) {
    return new RecordLog.DamagedLogException(file + ": " + what);
  }

  @Override
  public void close() throws IOException {
    try {
      if (!Thread.currentThread().isInterrupted()) { // The platform would close the file.
        log.force();
      }
    } finally {
      log.close();
    }
  }
}
