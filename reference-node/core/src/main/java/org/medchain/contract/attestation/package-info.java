/** Doctors counter-sign the records that name them (paper §3.1, figure 2; CON-29). */
package org.medchain.contract.attestation;
