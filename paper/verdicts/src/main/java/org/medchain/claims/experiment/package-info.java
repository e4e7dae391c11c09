/** An experiment on a claim (CLAIM-3). */
package org.medchain.claims.experiment;
