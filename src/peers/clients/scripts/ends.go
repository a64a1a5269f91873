// One end of a connection with Go's crypto/tls, as told in JSON. `@@` begins what is not meant for people.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
)

type order struct {
	Role, Name, Ca, Cert, Key string
	Port, Asks                int
}

func main() {
	var told order
	if err := json.Unmarshal([]byte(os.Args[1]), &told); err != nil {
		log.Fatal(err)
	}
	if err := run(told); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func run(told order) error {
	config := &tls.Config{MinVersion: tls.VersionTLS13, ServerName: told.Name}
	pool := x509.NewCertPool()
	pem, err := os.ReadFile(told.Ca)
	if err != nil {
		return err
	}
	pool.AppendCertsFromPEM(pem)
	config.RootCAs, config.ClientCAs = pool, pool
	if told.Cert != "" {
		pair, err := tls.LoadX509KeyPair(told.Cert, told.Key)
		if err != nil {
			return err
		}
		config.Certificates = []tls.Certificate{pair}
	}
	if told.Role == "client" {
		return ask(told, config)
	}
	return listen(config, told.Asks == 1)
}

func ask(told order, config *tls.Config) error {
	connection, err := tls.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", told.Port), config)
	if err != nil {
		return err
	}
	defer connection.Close()
	if _, err := connection.Write([]byte("GET / HTTP/1.0\r\n\r\n")); err != nil {
		return err
	}
	got := make([]byte, 4096)
	n, err := connection.Read(got)
	if strings.Contains(string(got[:n]), "HTTP/1.") {
		fmt.Println("@@accepted")
		return nil
	}
	return err
}

func listen(config *tls.Config, asks bool) error {
	if asks {
		config.ClientAuth = tls.RequireAndVerifyClientCert
	}
	listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
	if err != nil {
		return err
	}
	fmt.Println("@@port", listener.Addr().String()[len("127.0.0.1:"):])
	return http.Serve(listener, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { fmt.Println("@@accepted") }))
}
