package org.medchain.node.center;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Set;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Topic;

/**
 * Issues certificates over connections (CA-3): to keys that are authorised, which renew by it, and
 * to who brings an invitation. Who is connected does not matter; the request's signature does.
 */
public final class Enrollment implements Service {
  /** What it answers. */
  public static final Topic TOPIC = new Topic(10, "enroll");

  private final Registrar registrar;
  private final MeterRegistry meters;

  /** At the center that owns the registrar. */
  public Enrollment(Registrar registrar, MeterRegistry meters) {
    this.registrar = registrar;
    this.meters = meters;
  }

  @Override
  public Topic topic() {
    return TOPIC;
  }

  @Override
  public Set<PeerRole> askers() {
    return EnumSet.allOf(PeerRole.class);
  }

  @Override
  public Bytes answer(Peer asker, Bytes question) throws Refused {
    try {
      Certificates issued = issue(Decoder.decode(question, EnrollmentQuestion::decode));
      meters.counter("medchain.center.enrolled").increment();
      return issued.encoded();
    } catch (MalformedInput e) {
      meters.counter("medchain.center.refused").increment();
      throw new Refused("not a request for certificates: " + e.getMessage());
    } catch (Refused e) {
      meters.counter("medchain.center.refused").increment();
      throw e;
    }
  }

  private Certificates issue(EnrollmentQuestion question) throws Refused {
    return question.invitation().isPresent()
        ? registrar.redeem(question.invitation().get(), question.request())
        : registrar.issue(question.request());
  }
}
