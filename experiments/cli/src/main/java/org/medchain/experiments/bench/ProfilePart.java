package org.medchain.experiments.bench;

import java.util.Arrays;
import java.util.List;

/**
 * A part of the simulator in its profile, by the classes that are it (SIM-43). A sample belongs to
 * the part of its innermost frame that is in one: what a library does counts for who called it.
 */
enum ProfilePart {
  QUEUE("event queue", "simulation.event.Event"),
  NETWORK(
      "network: delays, links, faults",
      "simulation.network.",
      "simulation.fault.",
      "simulation.event.MessageInFlight",
      "simulation.model.DelayDistribution",
      "simulation.model.NetworkModel",
      "simulation.model.RandomStreams",
      "simulation.host.DepartureQueue"),
  TRACE("trace digest", "comparison.TraceDigest"),
  LOAD(
      "load and set-up",
      "comparison.workload.",
      "simulation.load.",
      "comparison.TrialSetup",
      "comparison.RunningProtocol"),
  OBSERVERS("other observers", "simulation.observe.", "comparison."),
  SIGNATURES(
      "hashing and signatures",
      "data.Hash",
      "data.Merkle",
      "data.Ed25519",
      "data.KeyPair",
      "data.PublicKey",
      "data.Signature",
      "network.Authenticator",
      "simulation.model.SymbolicSignatures",
      "simulation.model.Sha256Digests",
      "simulation.host.SignatureCache",
      "simulation.host.SealedMessages"),
  ENCODING(
      "encoding",
      "data.Codec",
      "data.TypeCodecs",
      "data.Encoder",
      "data.Decoder",
      "data.Bytes",
      "network.Envelope",
      "network.MessageRegistry",
      "network.MessageType"),
  STATE_ROOT("state root", "data.state."),
  EXECUTION("execution", "contract.", "incentive.", "simulation.host.SharedExecution"),
  VOTES(
      "vote handling",
      "consensus.Vote",
      "consensus.SignedVote",
      "consensus.QuorumSizes",
      "consensus.pbft.Vote",
      "consensus.pbft.Slot",
      "consensus.pbft.message.Prepare",
      "consensus.pbft.message.Commit"),
  REQUESTS(
      "request bookkeeping",
      "consensus.ClientTable",
      "consensus.ClientSession",
      "consensus.Request",
      "consensus.OutstandingRequests",
      "consensus.pbft.RequestIntake",
      "consensus.pbft.RequestAuthenticity",
      "consensus.InFlightRequests",
      "consensus.pbft.EarlyRequests",
      "consensus.pbft.ReadOnly",
      "consensus.pbft.PbftClientSession",
      "consensus.pow.PowClientSession",
      "consensus.pow.ConfirmationReplies",
      "data.Transaction",
      "data.RequestId"),
  DISPATCH(
      "dispatch: host, interpreter, outbox",
      "simulation.",
      "consensus.Out",
      "consensus.Host",
      "consensus.Durability",
      "consensus.Input",
      "consensus.Timer",
      "network."),
  ORDERING("ordering: the rest of consensus", "consensus."),
  COLLECTION("garbage collection"),
  OTHER("other");

  private static final String OWN = "org.medchain.";

  private final String title;
  private final List<String> classes;

  ProfilePart(String title, String... classes) {
    this.title = title;
    this.classes = Arrays.stream(classes).map(OWN::concat).toList();
  }

  /** Its name in the table. */
  String title() {
    return title;
  }

  /** The part of a stack of class names, the innermost frame first. */
  static ProfilePart of(List<String> frames) {
    for (String frame : frames) {
      for (ProfilePart part : values()) {
        if (part.classes.stream().anyMatch(frame::startsWith)) {
          return part;
        }
      }
    }
    return OTHER;
  }
}
