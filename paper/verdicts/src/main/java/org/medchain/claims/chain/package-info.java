/** Claims on the chain (CLAIM-3; section 1 of {@code paper/claims.yaml}). */
package org.medchain.claims.chain;
