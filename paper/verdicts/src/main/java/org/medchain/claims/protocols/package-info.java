/** Claims on PBFT beside proof of work (CLAIM-3). */
package org.medchain.claims.protocols;
