package org.medchain.node.light;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.SignatureScheme;
import org.medchain.node.ledger.InvalidProofException;

/**
 * A light client's store (STO-8, LIGHT-7; decision 0160): headers, the certificate of the last of
 * each run, and the proofs of the members' changes, in one file that grows at its end. Nothing in
 * it is trusted: opening it checks everything as if a stranger had sent it.
 *
 * <p>File: magic number and the chain's id, then records of length (4 bytes), CRC-32C (4), kind (1)
 * and content, all little-endian. A torn last record of a power failure is cut off; anything else
 * that is wrong is refused with its place. Nothing is forced: what a power failure loses can be
 * fetched again, and a client makes no promises.
 */
public final class LightStore implements AutoCloseable {
  private static final Bytes MAGIC = Bytes.utf8("medchain light 1");
  private static final int PREFIX = 16 + Hash.SIZE;
  private static final int FRAME = 4 + 4;
  private static final int RUN = 1;
  private static final int EPOCH = 2;

  /** Headers of one record when the file is rewritten. */
  private static final int RUN_SIZE = 4096;

  private static final int MAX_RECORD = 1 << 24;

  /** The file is rewritten when it has more than this number of bytes of certificates. */
  private static final int CERTIFICATE_SLACK = 1 << 16;

  private final Path file;
  private final Genesis genesis;
  private final LightChain chain;
  private FileChannel channel;

  /** Bytes for certificates, of which only the last is needed any more. */
  private long certificates;

  private LightStore(Path file, Genesis genesis, LightChain chain, FileChannel channel) {
    this.file = file;
    this.genesis = genesis;
    this.chain = chain;
    this.channel = channel;
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws IOException if it cannot be read or written, or is damaged: then the message has the
   *     place, and the file can be deleted, since all of it can be fetched again
   */
  public static LightStore open(Path file, Genesis genesis, SignatureScheme scheme)
      throws IOException {
    LightChain chain = new LightChain(genesis, scheme);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    LightStore store = new LightStore(file, genesis, chain, channel);
    try {
      if (channel.size() < PREFIX) {
        channel.truncate(0);
        writeAt(channel, prefix(genesis));
        channel.force(true);
      } else {
        store.load();
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return store;
  }

  /**
   * The same, but for a damaged file: it is deleted, and its content is fetched again, since
   * nothing is in it that nodes do not have.
   *
   * @param told gets one line if that was so, with the place of the damage
   */
  public static LightStore openOrMend(
      Path file, Genesis genesis, SignatureScheme scheme, Consumer<String> told)
      throws IOException {
    try {
      return open(file, genesis, scheme);
    } catch (DamagedFileException e) {
      Files.delete(file);
      told.accept(e.place + "; it was deleted, and its content is fetched again");
      return open(file, genesis, scheme);
    }
  }

  /** The file is one of this chain, and not as it was written. */
  private static final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final String place;

    DamagedFileException(String place) {
      super(place + "; delete the file, its content is fetched again");
      this.place = place;
    }
  }

  /**
   * The checked content of the file. To be changed by {@link #append} and {@link #advanceEpoch}
   * alone.
   */
  public LightChain chain() {
    return chain;
  }

  /** Bytes of the file. */
  public long size() throws IOException {
    return channel.size();
  }

  /**
   * Extends the chain by these headers, and stores them.
   *
   * @throws InvalidProofException if they do not hold; nothing is written then
   */
  public void append(List<Header> headers, QuorumCertificate certificate)
      throws InvalidProofException, IOException {
    chain.append(headers, certificate);
    write(RUN, run(headers, certificate));
    certificates += certificate.encoded().size();
    // So that rewriting costs a constant for each appended byte.
    if (certificates > CERTIFICATE_SLACK + channel.size() / 4) {
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
      write(EPOCH, proof);
    }
    return true;
  }

  /**
   * Rewrites the file with one certificate for all headers instead of one for each run. Headers
   * above the last certificate that can still be shown are dropped.
   */
  public void compact() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAt(out, prefix(genesis));
      for (int epoch = 0; epoch < chain.members().current(); epoch++) {
        writeAt(out, framed(EPOCH, chain.members().proof(epoch)));
      }
      for (Bytes run : runs()) {
        writeAt(out, framed(RUN, run));
      }
      out.force(true);
    }
    channel.close();
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.position(channel.size());
    certificates = 0;
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
      runs.add(
          last == chain.height() && chain.certificate().isPresent()
              ? run(headers, chain.certificate().get())
              : new Encoder().list(headers).uint8(0).toBytes());
    }
    return runs;
  }

  private static Bytes run(List<Header> headers, QuorumCertificate certificate) {
    return new Encoder().list(headers).uint8(1).value(certificate).toBytes();
  }

  private static Bytes prefix(Genesis genesis) {
    return new Encoder().raw(MAGIC).hash(genesis.chain()).toBytes();
  }

  private void write(int kind, Bytes content) throws IOException {
    writeAt(channel, framed(kind, content));
  }

  private static Bytes framed(int kind, Bytes content) {
    Bytes record = new Encoder().uint8(kind).raw(content).toBytes();
    return new Encoder().int32(record.size()).int32(checksum(record)).raw(record).toBytes();
  }

  private static int checksum(Bytes record) {
    CRC32C crc = new CRC32C();
    crc.update(record.toArray());
    return (int) crc.getValue();
  }

  private static void writeAt(FileChannel channel, Bytes bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.toArray());
    while (buffer.hasRemaining()) {
      int unused = channel.write(buffer);
    }
  }

  private void load() throws IOException {
    if (!read(0, PREFIX).equals(prefix(genesis))) {
      throw new IOException(file + ": no light client's file of chain " + genesis.chain().brief());
    }
    List<Header> pending = new ArrayList<>();
    long at = PREFIX;
    long size = channel.size();
    while (size - at >= FRAME) {
      int length = number(at);
      if (length < 1 || length > MAX_RECORD) {
        throw damaged(at, "a record cannot have " + length + " bytes");
      }
      if (length > size - at - FRAME) {
        break;
      }
      Bytes record = read(at + FRAME, length);
      if (checksum(record) != number(at + 4)) {
        if (at + FRAME + length == size) {
          break;
        }
        throw damaged(at, "the checksum does not hold");
      }
      apply(record, pending, at);
      at += FRAME + length;
    }
    discardIncomplete(pending, at);
  }

  /** Cuts off torn records, and headers without a certificate. */
  private void discardIncomplete(List<Header> pending, long at) throws IOException {
    channel.truncate(at);
    channel.position(at);
    if (!pending.isEmpty() && !certifiedByAnEpoch(pending)) {
      throw damaged(at, "no certificate for the headers up to " + pending.getLast().height());
    }
  }

  private boolean certifiedByAnEpoch(List<Header> pending) throws IOException {
    try {
      return chain.appendUpToEpochEnd(pending);
    } catch (InvalidProofException e) {
      throw damaged(PREFIX, e.getMessage());
    }
  }

  private void apply(Bytes record, List<Header> pending, long at) throws IOException {
    try {
      int kind = record.at(0);
      Bytes content = record.slice(1, record.size());
      if (kind == EPOCH) {
        boolean unused = chain.advanceEpoch(content);
      } else if (kind == RUN) {
        HeaderRun run = Decoder.decode(content, HeaderRun::decode);
        pending.addAll(run.headers());
        if (!run.certificate().isEmpty()) {
          chain.append(pending, run.certificate().getFirst());
          pending.clear();
          certificates += run.certificate().getFirst().encoded().size();
        }
      } else {
        throw damaged(at, "no record is of kind " + kind);
      }
    } catch (MalformedInput | InvalidProofException e) {
      throw damaged(at, e.getMessage());
    }
  }

  private record HeaderRun(List<Header> headers, List<QuorumCertificate> certificate) {
    static HeaderRun decode(Decoder in) {
      List<Header> headers = in.list(Header.SIZE, Header::decode);
      return new HeaderRun(
          headers, in.uint8() == 0 ? List.of() : List.of(QuorumCertificate.decode(in)));
    }
  }

  private IOException damaged(long at, String what) {
    return new DamagedFileException(file + ", byte " + at + ": " + what);
  }

  private int number(long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(read(at, 4).toArray()).order(ByteOrder.LITTLE_ENDIAN);
    return buffer.getInt();
  }

  private Bytes read(long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException(file + ": ends at byte " + (at + buffer.position()));
      }
    }
    return Bytes.of(buffer.array());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
