package org.medchain.node.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.HeaderChainVerifier;
import org.medchain.node.ledger.InvalidProofException;

/**
 * The last certified header of a ledger of which nothing else is kept (NODE-17): the regulatory
 * center's. It moves along the chain only, each header naming the one before, and is in a file with
 * its certificate and the proofs of the members' changes. Opening the file checks all of it as if a
 * stranger had sent it.
 */
public final class CertifiedHead {
  /** The file's name in the folder of a process. */
  public static final String NAME = "certified-head";

  private static final Bytes MAGIC = Bytes.utf8("medchain head  1");

  private final Path file;
  private final Genesis genesis;
  private volatile HeaderChainVerifier chain;
  private Header head;
  private Optional<Certificate> certificate = Optional.empty();

  /** The content of the file behind the chain's id. */
  private record Content(List<Bytes> proofs, Header head, Optional<Certificate> certificate)
      implements Encodable {}

  private CertifiedHead(Path file, Genesis genesis, CertificateVerifier certificates) {
    this.file = file;
    this.genesis = genesis;
    this.chain = HeaderChainVerifier.of(genesis, certificates);
    this.head = genesis.block().header();
  }

  /**
   * Continues from a file, or from the genesis block if there is none.
   *
   * @throws IOException if it cannot be read, or does not hold; the message is one line
   */
  public static CertifiedHead open(Path file, Genesis genesis, CertificateVerifier certificates)
      throws IOException {
    CertifiedHead opened = new CertifiedHead(file, genesis, certificates);
    if (Files.exists(file)) {
      try {
        Decoder.decode(Bytes.of(Files.readAllBytes(file)), opened::load);
      } catch (MalformedInput e) {
        throw new IOException(
            file
                + ": this is not a certified head of this chain ("
                + e.getMessage()
                + "); without the file the members are believed how high the ledger is",
            e);
      }
    }
    return opened;
  }

  private Header load(Decoder in) {
    if (!in.raw(MAGIC.size()).equals(MAGIC) || !in.hash().equals(genesis.chain())) {
      throw in.malformed("it belongs to another chain");
    }
    Content read = chain.certificates().codec(Content.class).decode(in);
    for (Bytes proof : read.proofs) {
      chain = chain.with(proof);
    }
    head = read.head;
    certificate = read.certificate;
    if (certificate.isEmpty() && !head.equals(genesis.block().header())) {
      throw in.malformed("no certificate of the header");
    }
    Optional<String> flaw = certificate.flatMap(shown -> chain.findError(head, shown));
    if (flaw.isPresent()) {
      throw in.malformed(flaw.get());
    }
    return head;
  }

  /** The last header of it, that of the genesis block at first. */
  public Header head() {
    return head;
  }

  /** The members that decide each height; for any thread. */
  public MembershipHistory members() {
    return chain.members();
  }

  /**
   * Headers that follow the head, from an untrusted sender.
   *
   * @throws InvalidProofException if they do not hold, and nothing is changed
   * @throws IOException if they cannot be kept
   */
  public void extend(List<Header> next, Certificate vouching)
      throws InvalidProofException, IOException {
    chain.requireCertified(head.hash(), head.height(), next, vouching);
    head = next.getLast();
    certificate = Optional.of(vouching);
    write();
  }

  /**
   * The proof of an epoch's end, from an untrusted sender.
   *
   * @return whether it was news
   * @throws InvalidProofException if it does not hold, and nothing is changed
   * @throws IOException if it cannot be kept
   */
  public boolean advanceEpoch(Bytes proof) throws InvalidProofException, IOException {
    HeaderChainVerifier more = chain.advance(proof);
    if (more.members().current() == members().current()) {
      return false;
    }
    chain = more;
    write();
    return true;
  }

  private void write() throws IOException {
    MembershipHistory members = members();
    List<Bytes> proofs = IntStream.range(0, members.current()).mapToObj(members::proof).toList();
    Content known = new Content(proofs, head, certificate);
    Bytes content = new Encoder().raw(MAGIC).hash(genesis.chain()).value(known).toBytes();
    DurableFile.write(file, content);
  }
}
