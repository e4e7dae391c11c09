package org.medchain.node.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.node.operations.AdminEndpoint;
import org.medchain.node.operations.LogSettings;
import org.medchain.node.operations.ShellContext;

/**
 * The configuration of a node process (paper §3.2.2): identity, folders, peers.
 *
 * @param name for people; in logs and status
 * @param listen address on which it takes connections; port 0 for any that is free
 * @param genesis file with the chain's genesis in its canonical encoding
 * @param credentials folder of its keys and certificates
 * @param data folder of its store, made where there is none
 * @param peers nodes that it connects to
 * @param superior of an institution that is not a consensus node: its superior hospital's node
 * @param consensus parameters of all nodes of the chain
 * @param force whether what must be durable is forced to the disk; false only for measurements
 * @param operator address of the admin endpoint
 * @param shell the optional shell; empty for none
 * @param log of the process
 * @param trace file for the replica's transitions (spec/trace-format.md); empty for none
 */
public record NodeConfig(
    String name,
    InetSocketAddress listen,
    Path genesis,
    Path credentials,
    Path data,
    List<PeerAddress> peers,
    Optional<PublicKey> superior,
    ConsensusConfig consensus,
    boolean force,
    AdminEndpoint.AdminAddress operator,
    Optional<ShellContext.ShellSettings> shell,
    LogSettings log,
    Optional<Path> trace) {
  /**
   * Where a node is.
   *
   * @param key its name on the ledger
   * @param address of its listener
   */
  public record PeerAddress(PublicKey key, InetSocketAddress address) {
    /** Keeps only the name: it is resolved when it is dialled (CONN-21). */
    public PeerAddress {
      address = named(address);
    }
  }

  /** Copies the list, and keeps only the name of the address. */
  public NodeConfig {
    listen = named(listen);
    peers = List.copyOf(peers);
  }

  /**
   * The chain's genesis.
   *
   * @throws IOException if the file holds none; the message is one line
   */
  public Genesis readGenesis() throws IOException {
    try {
      return Decoder.decode(Bytes.of(Files.readAllBytes(genesis)), Genesis::decode);
    } catch (MalformedInput e) {
      throw new IOException(genesis + " is not a genesis: " + e.getMessage(), e);
    }
  }

  private static InetSocketAddress named(InetSocketAddress address) {
    return InetSocketAddress.createUnresolved(address.getHostString(), address.getPort());
  }
}
