package org.medchain.faults.schedule;

import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.adversary.ByzantineHost;
import org.medchain.adversary.RandomByzantine;
import org.medchain.adversary.SeededDraws;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.faults.schedule.Endpoint.ByzantineActor;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** A {@link RandomByzantine} in place of a replica: it acts when the schedule lets it. */
final class ScheduledByzantine extends ByzantineActor implements ByzantineHost {
  /** What no chain's operations know: such a request changes no register. */
  private static final int UNKNOWN_OPERATION = 50;

  private final BranchKnowledge knowledge;
  private final RandomByzantine behaviour;
  private long requests;

  ScheduledByzantine(String name, KeyPair keys, ScheduledSystem world) {
    super(name, keys, world);
    this.knowledge = new BranchKnowledge(world.setup.chain, world.setup.freshStateMachine());
    Optional<PublicKey> victim =
        NetworkSchedule.isolatedDecider(world.setup.plan).map(world.setup::key);
    this.behaviour =
        new RandomByzantine(this, knowledge, victim.or(this::favouredMember), victim.isPresent());
  }

  private Optional<PublicKey> favouredMember() {
    SeededDraws taste = SeededDraws.of(system.setup.plan.seed(), "favourite");
    PublicKey any = taste.pick(system.setup.members.keys());
    return taste.chance(600) ? Optional.of(any) : Optional.empty();
  }

  @Override
  void receive(SharedEnvelope mail) {
    if (mail.authentication() instanceof Verified verified) {
      knowledge.observe(verified.message(), verified.envelope());
    }
  }

  @Override
  void act(SeededDraws how) {
    behaviour.act(how);
  }

  @Override
  public PublicKey self() {
    return key();
  }

  @Override
  public Membership members() {
    return system.setup.members;
  }

  @Override
  public void sign(Message message, Consumer<Envelope> then) {
    then.accept(system.seal(keys, message));
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    system.send(this, to, envelope);
  }

  @Override
  public void broadcast(Envelope envelope) {
    system.broadcast(this, envelope);
  }

  @Override
  public Optional<Transaction> ownRequest() {
    KeyPair mallory = system.setup.colluder(system.setup.members.indexOf(key()));
    return Optional.of(system.request(mallory, ++requests, UNKNOWN_OPERATION, Bytes.EMPTY));
  }

  /** Its blocks have no seal: correct replicas have to refuse them where one is due. */
  @Override
  public Header sealed(Header header) {
    return header;
  }
}
