"""Writes a trained tagger as ONNX, with 8-bit weights that are multiplied out to 32-bit floats before they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from onnx import GraphProto, NodeProto, TensorProto

    from claims.tagger.train import Tagger

OPSET = 20
"""The first in which layer normalisation and GELU are each one operation."""

SMALL = 5000
"""Weights of fewer numbers than this stay as they are: there is nothing to gain."""


def export(model: Tagger, path: Path) -> None:
    """Write a model in 32 bits: the word pieces of one sentence in, their tags and the sentence's class out."""
    program = torch.onnx.export(
        model.eval(),
        (torch.ones(1, 7, dtype=torch.long),),
        input_names=["ids"],
        output_names=["tags", "classes"],
        dynamic_shapes=({1: torch.export.Dim.DYNAMIC},),
        opset_version=OPSET,
        dynamo=True,
    )
    program.save(path)


def shrink(path: Path, to: Path) -> None:
    """Keep the weights of a model in 8 bits: a scale for each row of a table, for each column of a matrix."""
    model = onnx.load(path)
    graph = model.graph
    for weights in [w for w in graph.initializer if w.data_type == onnx.TensorProto.FLOAT and np.prod(w.dims) > SMALL]:
        users = [node for node in graph.node if weights.name in node.input]
        if all(node.op_type == "Gather" for node in users):
            _table(graph, weights, users)
        else:
            _matrix(graph, weights)
    for node in graph.node:
        del node.metadata_props[:]  # where in torch's code it came from
    onnx.checker.check_model(model)
    onnx.save(model, to)


def _matrix(graph: GraphProto, weights: TensorProto) -> None:
    _replace(graph, weights, axis=0)
    node = helper.make_node("DequantizeLinear", [f"{weights.name}_8", f"{weights.name}_scale"], [weights.name], axis=1)
    graph.node.insert(0, node)


def _table(graph: GraphProto, weights: TensorProto, users: list[NodeProto]) -> None:
    """Look rows up first and multiply them out then: a sentence needs few of them."""
    _replace(graph, weights, axis=1)
    for node in users:
        rows, out = node.input[1], node.output[0]
        steps = (
            helper.make_node("Gather", [f"{weights.name}_8", rows], [f"{out}_8"], axis=0),
            helper.make_node("Cast", [f"{out}_8"], [f"{out}_float"], to=onnx.TensorProto.FLOAT),
            helper.make_node("Gather", [f"{weights.name}_scale", rows], [f"{out}_scale"], axis=0),
            helper.make_node("Mul", [f"{out}_float", f"{out}_scale"], [out]),
        )
        at = list(graph.node).index(node)
        graph.node.remove(node)
        for step in reversed(steps):
            graph.node.insert(at, step)


def _replace(graph: GraphProto, weights: TensorProto, axis: int) -> None:
    values, scale = _eight(numpy_helper.to_array(weights), axis)
    # A table's scales are looked up like its rows, so they stay a column; a matrix's are a plain list.
    scale = scale if axis else scale[0]
    graph.initializer.remove(weights)
    graph.initializer.append(numpy_helper.from_array(values, f"{weights.name}_8"))
    graph.initializer.append(numpy_helper.from_array(scale, f"{weights.name}_scale"))


def _eight(weights: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return whole numbers up to 127, and the scales by which they give the weights back."""
    scale = np.maximum(np.abs(weights).max(axis=axis, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.round(weights / scale).astype(np.int8), scale
