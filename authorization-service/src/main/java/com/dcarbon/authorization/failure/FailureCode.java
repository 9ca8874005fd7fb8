// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.authorization.failure;

import java.util.Locale;

/** Every reason why an authorization fails or ends; each has an entry in the message catalogue. */
public enum FailureCode {
    /** The customer stopped at the utility. */
    USER_CANCELLED,
    /** The utility does not accept our client or our request. */
    CONFIG_ERROR,
    /** The utility does not accept the scope we ask for. */
    SCOPE_REJECTED,
    /** The customer consented, but not to interval data. */
    INSUFFICIENT_SCOPE,
    /** The utility's server failed. */
    UTILITY_ERROR,
    /** The utility says that it is under maintenance. */
    UTILITY_MAINTENANCE,
    /** The code was too old or used before. */
    CODE_EXPIRED,
    /** The utility answered something that its protocol does not allow. */
    PROTOCOL_ERROR,
    /** The customer did not come back in time. */
    TIMED_OUT,
    /** A newer attempt took the place of this one. */
    SUPERSEDED,
    /** The person who began may no longer authorize the facility. */
    NOT_PERMITTED,
    /** We were interrupted while we exchanged the code. */
    EXCHANGE_INTERRUPTED,
    /** The utility no longer accepts the tokens of an authorization. */
    REAUTHORIZATION_REQUIRED,
    /** The authorization was ended at the utility. */
    REVOKED_BY_CUSTOMER,
    /** The facility's utility was changed. */
    PROVIDER_CHANGED,
    /** A person who may do so ended it here. */
    REVOKED_BY_USER,
    /** An administrator ended it here. */
    REVOKED_BY_ADMIN,
    /** The person who is at the utility just now has lost the right to authorize the facility. */
    ACCESS_WITHDRAWN,
    /** The time for which the customer gave the permission is over. */
    EXPIRED,
    /** The utility gave no new credentials in place of those that are due for rotation. */
    ROTATION_FAILED,
    /** The utility does not let our client have new credentials in place of those that are due for rotation. */
    ROTATION_REFUSED,
    /** The utility did not accept the user name or the password. */
    BAD_CREDENTIALS,
    /** The utility has locked the customer's account. */
    ACCOUNT_LOCKED,
    /** The utility's two-step verification does not let the provider in. */
    MFA_UNSUPPORTED,
    /** The customer did not enter the code of the two-step verification in time. */
    MFA_TIMEOUT,
    /** The customer has no online account at the utility. */
    NO_ONLINE_ACCOUNT,
    /** The provider cannot connect this kind of account. */
    UNSUPPORTED_ACCOUNT,
    /** The service between the utility and us is out of order. */
    PROVIDER_DOWN,
    /** There is no meter under the customer's login. */
    NO_METERS,
    /** There are meters under the customer's login, but none for electricity. */
    NO_ELECTRIC_SERVICE,
    /** What the browser brought back belongs to another attempt. */
    CONSENT_MISMATCH,
    /** The utility gave a reason that nobody knows. */
    UNKNOWN_ERROR;

    /** The value in the API, in events and in the database: snake_case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
