package org.medchain.node.center;

import java.util.Optional;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;

/**
 * A process's request for certificates of the center.
 *
 * @param request signed by its ledger key, or by the key to which a ledger key is handed over
 * @param invitation where the key is not authorised yet
 * @param keysByCenter whether the center makes the ledger key (REG-7)
 */
record EnrollmentRequest(
    CertificateSigningRequest request, Optional<Invitation> invitation, boolean keysByCenter)
    implements Encodable {
  private static final int INVITED = 1;
  private static final int BY_CENTER = 2;

  static EnrollmentRequest decode(Decoder in) {
    CertificateSigningRequest request = Codec.of(CertificateSigningRequest.class).decode(in);
    int flags = in.uint8();
    if (flags > (INVITED | BY_CENTER)) {
      throw new MalformedInput("no request for certificates has the flags " + flags);
    }
    Optional<Invitation> invitation =
        (flags & INVITED) == 0 ? Optional.empty() : Optional.of(Invitation.CODEC.decode(in));
    return new EnrollmentRequest(request, invitation, (flags & BY_CENTER) != 0);
  }

  @Override
  public void encode(Encoder out) {
    int flags = (invitation.isPresent() ? INVITED : 0) | (keysByCenter ? BY_CENTER : 0);
    out.value(request).uint8(flags);
    invitation.ifPresent(out::value);
  }
}
