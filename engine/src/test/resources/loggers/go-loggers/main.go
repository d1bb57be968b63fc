// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

// Writes the same events with each logging library of Go: go-loggers FOLDER
package main

import (
	"errors"
	"flag"
	"log"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"k8s.io/klog/v2"
)

const (
	traceID = "4bf92f3577b34da6a3ce929d0e0e4736"
	spanID  = "00f067aa0ba902b7"
	slow    = `Slow query: took=1.5s for "select"`
)

var refused = errors.New("card refused: limit")

func create(name string) *os.File {
	file, err := os.Create(filepath.Join(os.Args[1], "go-"+name+".log"))
	if err != nil {
		panic(err)
	}
	return file
}

func standard(name string, flags int) {
	file := create(name)
	defer file.Close()
	logger := log.New(file, "", flags)
	for _, text := range []string{"Order placed", slow, "주문 완료", "Payment failed", "Traced call", "Last one"} {
		logger.Print(text)
	}
}

func structured(name string, handler func(*os.File, *slog.HandlerOptions) slog.Handler) {
	file := create(name)
	defer file.Close()
	bySlog(slog.New(handler(file, &slog.HandlerOptions{Level: slog.LevelDebug})))
}

func bySlog(logger *slog.Logger) {
	logger.Info("Order placed", "orderId", "A-1001", "amount", 12.5, "items", 3, "paid", true)
	logger.Warn(slow)
	logger.Debug("주문 완료")
	logger.Error("Payment failed", "error", refused)
	logger.Info("Traced call", "trace_id", traceID, "span_id", spanID)
	logger.Error("Last one")
}

func slogDefault() {
	file := create("slog-default")
	defer file.Close()
	log.SetOutput(file)
	slog.SetLogLoggerLevel(slog.LevelDebug)
	bySlog(slog.Default())
}

func byZap(name string, config zap.Config) {
	path := create(name).Name()
	config.OutputPaths = []string{path}
	config.Level = zap.NewAtomicLevelAt(zap.DebugLevel)
	logger, err := config.Build()
	if err != nil {
		panic(err)
	}
	logger = logger.Named("shop.orders")
	logger.Info("Order placed", zap.String("orderId", "A-1001"), zap.Float64("amount", 12.5), zap.Int("items", 3), zap.Bool("paid", true))
	logger.Warn(slow)
	logger.Debug("주문 완료")
	logger.Error("Payment failed", zap.Error(refused))
	logger.Info("Traced call", zap.String("trace_id", traceID), zap.String("span_id", spanID))
	logger.Error("Last one")
	_ = logger.Sync()
}

func byZerolog(logger zerolog.Logger) {
	logger.Info().Str("orderId", "A-1001").Float64("amount", 12.5).Int("items", 3).Bool("paid", true).Msg("Order placed")
	logger.Warn().Msg(slow)
	logger.Debug().Msg("주문 완료")
	logger.Error().Err(refused).Msg("Payment failed")
	logger.Info().Str("trace_id", traceID).Str("span_id", spanID).Msg("Traced call")
	logger.Error().Msg("Last one")
}

func byLogrus(name string, formatter logrus.Formatter) {
	file := create(name)
	defer file.Close()
	logger := logrus.New()
	logger.SetOutput(file)
	logger.SetLevel(logrus.DebugLevel)
	logger.SetFormatter(formatter)
	logger.WithFields(logrus.Fields{"orderId": "A-1001", "amount": 12.5, "items": 3, "paid": true}).Info("Order placed")
	logger.Warn(slow)
	logger.Debug("주문 완료")
	logger.WithError(refused).Error("Payment failed")
	logger.WithFields(logrus.Fields{"trace_id": traceID, "span_id": spanID}).Info("Traced call")
	logger.Error("Last one")
}

func byKlog() {
	file := create("klog")
	defer file.Close()
	flags := flag.NewFlagSet("klog", flag.PanicOnError)
	klog.InitFlags(flags)
	_ = flags.Parse([]string{"-logtostderr=false", "-stderrthreshold=FATAL"})
	klog.SetOutputBySeverity("INFO", file)
	klog.InfoS("Order placed", "orderId", "A-1001", "amount", 12.5, "items", 3, "paid", true)
	klog.Warning(slow)
	klog.Info("주문 완료")
	klog.ErrorS(refused, "Payment failed")
	klog.InfoS("Traced call", "trace_id", traceID, "span_id", spanID)
	klog.Error("Last one")
	klog.Flush()
}

func main() {
	standard("log", log.LstdFlags)
	standard("log-long", log.LstdFlags|log.Lmicroseconds|log.Lshortfile)
	structured("slog-text", func(f *os.File, o *slog.HandlerOptions) slog.Handler { return slog.NewTextHandler(f, o) })
	structured("slog-json", func(f *os.File, o *slog.HandlerOptions) slog.Handler { return slog.NewJSONHandler(f, o) })
	slogDefault()
	byZap("zap-json", zap.NewProductionConfig())
	byZap("zap-console", zap.NewDevelopmentConfig())
	byZerolog(zerolog.New(create("zerolog-json")).With().Timestamp().Logger())
	byZerolog(zerolog.New(zerolog.ConsoleWriter{Out: create("zerolog-console")}).With().Timestamp().Logger())
	byLogrus("logrus-text", &logrus.TextFormatter{})
	byLogrus("logrus-tty", &logrus.TextFormatter{ForceColors: true, FullTimestamp: true})
	byLogrus("logrus-json", &logrus.JSONFormatter{})
	byKlog()
	panic(refused)
}
