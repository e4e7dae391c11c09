/** Claims on traceability (CLAIM-3). */
package org.medchain.claims.tracing;
