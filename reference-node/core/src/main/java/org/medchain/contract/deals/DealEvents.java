package org.medchain.contract.deals;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** What happens to data requests and deals. */
public final class DealEvents {
  static final List<EventType<?>> TYPES =
      List.of(
          DataRequested.TYPE,
          RequestClosed.TYPE,
          DealDrafted.TYPE,
          DealSigned.TYPE,
          DealEnded.TYPE);

  private DealEvents() {}

  /**
   * A demander asks for data.
   *
   * @param request its id
   * @param demander who asks
   * @param terms what for
   */
  public record DataRequested(Hash request, PublicKey demander, RequestTerms terms)
      implements Event {
    static final EventType<DataRequested> TYPE =
        new EventType<>(
            70,
            DataRequested.class,
            in -> new DataRequested(in.hash(), PublicKey.decode(in), RequestTerms.decode(in)));

    @Override
    public EventType<DataRequested> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(request).value(demander).value(terms);
    }
  }

  /**
   * A request is open no longer: all its records are in signed deals, its demander ended it, or
   * left.
   *
   * @param request its id
   * @param demander who asked
   */
  public record RequestClosed(Hash request, PublicKey demander) implements Event {
    static final EventType<RequestClosed> TYPE =
        new EventType<>(
            71, RequestClosed.class, in -> new RequestClosed(in.hash(), PublicKey.decode(in)));

    @Override
    public EventType<RequestClosed> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(request).value(demander);
    }
  }

  /**
   * A demander drew a deal, and its points were locked.
   *
   * @param deal its id
   * @param terms its content
   */
  public record DealDrafted(Hash deal, Deal terms) implements Event {
    static final EventType<DealDrafted> TYPE =
        new EventType<>(72, DealDrafted.class, in -> new DealDrafted(in.hash(), Deal.decode(in)));

    @Override
    public EventType<DealDrafted> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(deal).value(terms);
    }
  }

  /**
   * The provider signed a deal. Its points are unlocked, and locked again by the agreement of the
   * same id, which the next event concludes.
   *
   * @param deal its id
   * @param request on which it was drawn
   * @param provider who signed
   */
  public record DealSigned(Hash deal, Hash request, PublicKey provider) implements Event {
    static final EventType<DealSigned> TYPE =
        new EventType<>(
            73, DealSigned.class, in -> new DealSigned(in.hash(), in.hash(), PublicKey.decode(in)));

    @Override
    public EventType<DealSigned> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(deal).hash(request).value(provider);
    }
  }

  /**
   * A deal came to nothing; locked points went back.
   *
   * @param deal its id
   * @param request on which it was drawn
   * @param provider who did not sign it
   * @param demander who got the points back
   */
  public record DealEnded(Hash deal, Hash request, PublicKey provider, PublicKey demander)
      implements Event {
    static final EventType<DealEnded> TYPE = new EventType<>(74, DealEnded.class, DealEnded::read);

    private static DealEnded read(Decoder in) {
      return new DealEnded(in.hash(), in.hash(), PublicKey.decode(in), PublicKey.decode(in));
    }

    @Override
    public EventType<DealEnded> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(deal).hash(request).value(provider).value(demander);
    }
  }
}
