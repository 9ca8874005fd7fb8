// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local.signin;

import java.nio.file.Path;

import com.dcarbon.local.Ports;
import com.dcarbon.local.StackFailure;

/** {@code deploy/local/token USER}: prints a bearer token of a demo user. */
public final class TokenCommand {
    private TokenCommand() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1 || arguments[0].isBlank()) {
            System.err.println("usage: deploy/local/token USER    (owner, operator, home, admin or stranger)");
            System.exit(2);
        }
        try {
            Path portsFile = Path.of(System.getProperty("dcarbon.ports", "ports"));
            System.out.println(new SignIn(Ports.of(portsFile, System.getenv())).tokenOf(arguments[0]));
        } catch (StackFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
