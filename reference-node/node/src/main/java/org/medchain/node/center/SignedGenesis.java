package org.medchain.node.center;

import java.util.List;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.RequestForm;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.Genesis;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Membership;

/**
 * What the center says of the chain that it supervises (PROC-6; decision 0252): its genesis header,
 * its window and its first members. Who has the center's public key alone follows the members from
 * here to any certificate, and needs neither the genesis state nor a node.
 *
 * @param header at height 0; its hash is the chain's id
 * @param window W of the chain, 1 or more
 * @param nodes the first members in their order
 * @param signature the center's
 */
public record SignedGenesis(Header header, int window, List<PublicKey> nodes, Signature signature)
    implements Encodable {
  private static final String DOMAIN = "genesis";

  /** Copies the list and checks the ranges. */
  public SignedGenesis {
    nodes = new Membership(nodes).keys();
    if (window < 1 || nodes.isEmpty() || header.height() != 0) {
      throw new IllegalArgumentException("no genesis: it has height 0, a window and members");
    }
  }

  /** By the center of this chain. */
  public static SignedGenesis sign(Genesis genesis, KeyPair center, SignatureScheme scheme) {
    Header header = genesis.block().header();
    int window = genesis.terms().window();
    List<PublicKey> nodes = genesis.terms().nodes();
    Bytes signing =
        Attestation.signingBytes(
            DOMAIN, header.hash(), center.publicKey(), content(header, window, nodes));
    return new SignedGenesis(header, window, nodes, scheme.sign(center.secretKey(), signing));
  }

  private static Bytes content(Header header, int window, List<PublicKey> nodes) {
    return new Encoder().value(header).int32(window).list(nodes).toBytes();
  }

  /** The chain's id. */
  public Hash chain() {
    return header.hash();
  }

  /** Whether this center signed it. */
  public boolean isBy(PublicKey center, SignatureScheme scheme) {
    return new Attestation(DOMAIN, center, content(header, window, nodes), signature)
        .holds(scheme, chain());
  }

  /**
   * Who decides which heights, as far as it is known here: the first members.
   *
   * @param trust which of the center's recoveries are accepted
   */
  public MembershipHistory members(ChainParameters.RecoveryTrust trust) {
    // Of the parameters, only the chain's id counts for the members.
    ChainParameters parameters =
        new ChainParameters(
            Block.of(header, List.of()),
            window,
            header.difficulty(),
            0,
            new OrderingRight.Anyone(),
            RequestForm.ANY,
            trust);
    return MembershipHistory.of(parameters, new Membership(nodes));
  }

  /** Reads what {@link #encode} wrote. */
  public static SignedGenesis decode(Decoder in) {
    return new SignedGenesis(
        Header.CODEC.decode(in),
        in.int32(),
        in.list(PublicKey.SIZE, PublicKey::decode),
        Signature.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.value(header).int32(window).list(nodes).value(signature);
  }
}
