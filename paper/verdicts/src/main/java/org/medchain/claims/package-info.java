/** The claims of {@code paper/claims.yaml} that an experiment decides, and their verdicts. */
package org.medchain.claims;
