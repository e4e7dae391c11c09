package org.medchain.node.center;

import java.util.List;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.OrderingRight.Anyone;
import org.medchain.consensus.RequestForm;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.Genesis;
import org.medchain.data.Argument;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Membership;

/**
 * The center's statement on the chain that it supervises (PROC-6; decision 0252): its genesis
 * header, its window and its first members. A reader with only the center's public key follows the
 * members from here to any certificate. It needs neither the genesis state nor a node.
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
    Argument.refuseIf(
        window < 1 || nodes.isEmpty() || header.height() != 0,
        "no genesis: it has height 0, a window and members");
  }

  /** By the center of this chain. */
  public static SignedGenesis sign(Genesis genesis, KeyPair center, SignatureScheme scheme) {
    SignedGenesis unsigned =
        new SignedGenesis(
            genesis.block().header(),
            genesis.terms().window(),
            genesis.terms().nodes(),
            Signature.NONE);
    Bytes signing =
        Attestation.signingBytes(
            DOMAIN, unsigned.chain(), center.publicKey(), Signature.unsigned(unsigned));
    return new SignedGenesis(
        unsigned.header, unsigned.window, unsigned.nodes, scheme.sign(center.secretKey(), signing));
  }

  /** The chain's id. */
  public Hash chain() {
    return header.hash();
  }

  /** Whether this center signed it. */
  public boolean isBy(PublicKey center, SignatureScheme scheme) {
    return new Attestation(DOMAIN, center, Signature.unsigned(this), signature)
        .holds(scheme, chain());
  }

  /**
   * The members that decide each height, as far as they are known here: the first members.
   *
   * @param trust which of the center's recoveries are accepted
   */
  public MembershipHistory members(RecoveryTrust trust) {
    // Of the parameters, only the chain's id counts for the members.
    ChainParameters parameters =
        new ChainParameters(
            Block.of(header, List.of()),
            window,
            header.difficulty(),
            0,
            new Anyone(),
            RequestForm.ANY,
            trust);
    return MembershipHistory.of(parameters, new Membership(nodes));
  }
}
