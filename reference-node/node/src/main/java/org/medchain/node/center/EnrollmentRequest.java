package org.medchain.node.center;

import java.util.Optional;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;

/**
 * A process's request for certificates of the center.
 *
 * @param request signed by its ledger key
 * @param invitation where the key is not authorised yet
 */
record EnrollmentRequest(CertificateSigningRequest request, Optional<Invitation> invitation)
    implements Encodable {
  static EnrollmentRequest decode(Decoder in) {
    CertificateSigningRequest request = CertificateSigningRequest.decode(in);
    int invited = in.uint8();
    return switch (invited) {
      case 0 -> new EnrollmentRequest(request, Optional.empty());
      case 1 -> new EnrollmentRequest(request, Optional.of(Invitation.decode(in)));
      default -> throw new MalformedInput("a flag is 0 or 1, not " + invited);
    };
  }

  @Override
  public void encode(Encoder out) {
    out.value(request).uint8(invitation.isPresent() ? 1 : 0);
    invitation.ifPresent(out::value);
  }
}
